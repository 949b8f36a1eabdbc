"""Boilerplate: short paragraphs of a web page that belong to the site, not to the article.

Only whole paragraphs are removed, and only where their wording leaves no doubt; a paragraph with
a quotation mark is the article's.
"""

import re
from collections.abc import Collection

LONGEST = 300  # characters of a paragraph that can be boilerplate
_QUOTED = re.compile('["“”„«»‘]')

_LABELS = """
advertisement|advertising|advert|ad|ads|sponsored|sponsored content|paid content|publicité|annonce
|anzeige|werbung|publicidad|anuncio|pubblicità|publicidade|advertentie|annons|mainos|reklama
|reklāma|реклама|広告|广告|廣告|광고|(?:story|article) continues (?:below|after) (?:this )?
(?:advertisement|ad)|story continues below|scroll (?:down )?to continue(?: reading)?
|(?:artikel|article|text) (?:wird )?(?:nach|unter) der (?:anzeige|werbung) (?:fort)?gesetzt
|la suite après (?:la|cette) publicité
"""
_SHARES = """
(?:share|tweet|print|e-?mail|copy link|whatsapp|facebook|twitter|linkedin|pinterest
|reddit|partager|imprimer|teilen|drucken|merken|compartir|imprimir|condividi|stampa|compartilhar
|delen|поделиться|分享|シェア|このニュースをシェア|공유)
|share (?:this )?(?:article|story|post|page)(?: (?:on|via|with) [\\w ]{1,30})?
|(?:share|tweet|post|pin|partager|teilen|compartir|condividi|compartilhar|delen) (?:it |this )?
(?:on|via|by|sur|auf|über|per|par|en|por|su|no|op) (?:facebook|twitter|x|whatsapp|linkedin|e-?mail
|reddit|pinterest|telegram|bluesky|threads)
|(?:follow|like|find) (?:us|me) on (?:facebook|twitter|x|instagram|youtube|tiktok|linkedin|telegram
|google news)(?:[ ,]+(?:and )?(?:on )?(?:facebook|twitter|x|instagram|youtube|tiktok|linkedin))*
"""
_MORE = """
(?:read|see|find out|learn|show|view|load) more(?: here| now)?|continue reading(?: below)?
|keep reading|read (?:the )?(?:full|whole) (?:story|article)(?: here)?
|(?:lire|voir) (?:la suite|plus)|en savoir plus|weiter\\s?lesen|mehr (?:lesen|erfahren|anzeigen)
|leer más|seguir leyendo|ver más|leggi (?:di più|tutto)|continua a leggere|leia mais|saiba mais
|lees (?:meer|verder)|läs mer|læs mere|les mer|lue lisää|czytaj (?:więcej|dalej)|читать далее
"""
_HEADINGS = """
related(?: (?:stories|articles|posts|news|topics|content|links|coverage|reading))?
|more (?:must-reads|stories|news|coverage|headlines|articles)(?: from [\\w .'’]{1,40})?
|more on (?:this|that) (?:story|topic)|(?:most|also) (?:read|popular)|recommended
(?: (?:stories|articles|reading|for you|by [\\w ]{1,30}))?|you (?:may|might) (?:also )?(?:like
|be interested in)|editors?['’]?s? picks?|read (?:next|also)|what to read next|trending(?: now)?
|(?:à|a) lire (?:aussi|également)|articles? (?:liés?|connexes?|similaires?)
|sur le même (?:sujet|thème)|mehr zum thema|lesen sie auch|auch interessant
|das könnte (?:sie|dich) auch interessieren|verwandte (?:artikel|themen)
|meistgelesen|noticias relacionadas|artículos relacionados
|(?:lea|lee|te puede interesar) también|te puede interesar|lo más leído|leggi anche
|articoli correlati|potrebbe interessarti(?: anche)?|leia (?:também|ainda)|notícias relacionadas
|lees ook|gerelateerde (?:artikelen|berichten)|läs (?:också|även|mer om)|læs også|les også
|lue myös|czytaj (?:też|także|również)|читайте (?:также|ещё)|читать также|เรื่องที่เกี่ยวข้อง
|関連記事|相关(?:新闻|阅读|报道)|相關新聞|관련기사
"""
_POINTERS = """
(?:read (?:also|more|next)|see also|also read|related|more on this|à lire (?:aussi|également)
|lire aussi|lesen sie auch|mehr zum thema|lea también|lee también|leer también|te puede interesar
|leggi anche|leia (?:também|mais)|lees ook|läs (?:också|även|mer)|læs også|les også|lue myös
|czytaj (?:też|także|również)|читайте также|baca juga)\\s?[:|»>–-]\\s?.{3,200}
"""
_LETTERS = """
(?:sign up|subscribe|register)(?: now| here| today)? (?:for|to) (?:our|the|my|this|a) [^.!?]{0,80}
(?:newsletters?|mailing list|e-?mails?|briefing|alerts?)\\b.{0,150}
|(?:sign up|subscribe)(?: now| here| today)?
|get (?:our|the) [^.!?]{0,60}newsletters?\\b.{0,150}
|get [^.!?]{0,60}(?:delivered|sent|straight) (?:straight |directly )?to your inbox.{0,80}
|(?:abonnez|inscrivez)-vous à (?:notre|la|nos) (?:newsletters?|lettre).{0,150}
|(?:abonnieren sie|abonniere|jetzt) (?:unseren|den|unsere) [^.!?]{0,40}newsletter.{0,150}
|(?:newsletter|boletín) (?:abonnieren|bestellen)|suscr[ií]b(?:ete|ase) a (?:nuestr[ao]s?|la|el|los)
 (?:newsletters?|bolet[ií]n(?:es)?).{0,150}
|iscriviti (?:alla|alle) (?:nostr[ae] )?newsletter.{0,150}
|(?:assine|inscreva-se n)[ao]? (?:a )?(?:nossa )?newsletter.{0,150}
|(?:schrijf je|meld je|schrijf u) (?:in|aan) voor (?:onze|de) [^.!?]{0,40}nieuwsbrief.{0,150}
"""
_COOKIES = """
(?:(?:we|we and our (?:\\d+ )?partners|this (?:web)?site|our (?:web)?site) uses? cookies\\b
|by (?:continuing to (?:use|browse)|using|browsing) (?:this|our) (?:web)?site,? you
 (?:agree|consent|accept)
|(?:accept|reject|manage|allow) (?:all )?cookies\\s*$|cookie (?:settings|preferences|policy)\\s*$
|your privacy choices\\s*$|we (?:value|care about) your privacy\\b
|(?:ce site|nous|notre site) utilis(?:e|ons) des cookies\\b|en poursuivant votre navigation
|(?:(?:diese|unsere) (?:web)?(?:seite|site)|wir) (?:verwende[nt]?|nutz(?:t|en)) cookies\\b
|(?:utilizamos|usamos|este sitio(?: web)? (?:utiliza|usa)|esta web (?:utiliza|usa)) cookies\\b
|(?:questo sito|utilizziamo|usiamo)(?: utilizza| usa)?(?: i)? cookie\\b
|(?:este site (?:utiliza|usa)|usamos|utilizamos) (?:os )?cookies\\b
|(?:deze (?:web)?site (?:gebruikt|maakt gebruik van)|wij? gebruiken|we gebruiken) cookies\\b)
.*
"""
_RIGHTS = """
(?:(?:™ ?& ?)?(?:©|\\(c\\) ?(?=[12]\\d{3})|copyright (?:©|\\(c\\)|[12]\\d{3})|&copy;).*
|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados
|tutti i diritti riservati|todos os direitos reservados|alle rechten voorbehouden
|this material may not be published, broadcast,? (?:re)?written.*|the[- ]cnn[- ]wire)
"""
_CREDITS = """
\\(?(?:photos?|photograph|fotos?|фото|crédits? ?(?:photo)?|(?:photo|image) (?:credit|source)
|bildquelle|fotoquelle)\\s?[:/|]\\s?[^.!?:]{2,80}\\)?
|\\(?(?:photo|photograph|image|picture) (?:by|credit|courtesy(?: of)?|via):?
 [^.!?:]{2,80}\\)?
|[^.!?:]{2,50}\\s?[/|]\\s?(?:getty(?: images)?|ap|ap photo|afp|afp/getty images|reuters|shutterstock
|alamy|istock|epa(?:-efe)?|dpa|imago|picture alliance|keystone|ansa|lusa|anp)
"""
_COMMENTS = """
\\d{0,6} ?(?:comments?|replies)|(?:leave|post|add|write) a (?:comment|reply)
|(?:log|sign) in to (?:leave a )?(?:comment|reply)|(?:view|show|read) (?:all )?(?:the )?(?:\\d+ )?
comments|join the (?:conversation|discussion)|comments are closed
|\\d{0,6} ?(?:commentaires?|kommentare?|comentarios?|commenti|comentários?|reacties)|comentar
|(?:laisser|ajouter) un commentaire|kommentar (?:schreiben|verfassen|hinterlassen)
|deja(?:r)? un comentario|lascia un commento|deixe (?:um|o seu) comentário
"""
_ENDS = """
\\((?:end|ends|more)\\)|-30-|#{2,5}|[\\w.+-]{1,40}@[\\w.-]{3,40}
|write to [^.!?]{2,60} at [\\w.+-]{1,40}@[\\w.-]{3,40}
|(?:log|sign) in|log ?out|back to top|skip to (?:main )?content
"""


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern.strip().replace(chr(10), '')})[\s.:!…>»→›▶-]*", re.I)


_NOTES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (f"{what} removed", _rule(pattern))
    for what, pattern in (
        ("advertisement label", _LABELS),
        ("share line", _SHARES),
        ("read-more line", _MORE),
        ("read-more line", _POINTERS),
        ("newsletter sign-up", _LETTERS),
        ("cookie notice", _COOKIES),
        ("copyright line", _RIGHTS),
        ("photo credit", _CREDITS),
        ("comment prompt", _COMMENTS),
        ("page furniture", _ENDS),
    )
)
_HEADING = _rule(_HEADINGS)


def without_boilerplate(
    text: str, links: Collection[str] = frozenset()
) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of a page without boilerplate, and what was removed.

    Parameters
    ----------
    text : str
        Paragraphs, a line each.
    links : collection of str
        The paragraphs that are nothing but links; below a heading like "Related stories" they go
        with it.

    Returns
    -------
    str
        The paragraphs that are left.
    tuple of str
        Notes, each once, in the order of the text.

    Examples
    --------
    >>> without_boilerplate("The bridge is open.\nAdvertisement\nIt was shut for a year.")
    ('The bridge is open.\nIt was shut for a year.', ('advertisement label removed',))
    """
    kept: list[str] = []
    notes: dict[str, None] = {}
    is_below = False  # below a heading of links
    for line in text.split("\n"):
        note = "related links removed" if is_below and line.strip() in links else _note(line)
        is_below = note == "related links removed"
        if note:
            notes[note] = None
        else:
            kept.append(line)
    return "\n".join(kept), tuple(notes)


def _note(line: str) -> str:
    """Return what kind of boilerplate a paragraph is, or an empty string."""
    paragraph = line.strip()
    if not paragraph or len(paragraph) > LONGEST or _QUOTED.search(paragraph):
        return ""
    if _HEADING.fullmatch(paragraph):
        return "related links removed"
    return next((note for note, rule in _NOTES if rule.fullmatch(paragraph)), "")
