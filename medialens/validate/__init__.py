"""Human validation: a blind sample to code, the coders' agreement, and corrected estimates.

`draw_sample` and `write_sample` make the coding sheets; people code them; `judge` reads them back
and says how far coders and machine agree, and what the outlets' means are once the machine's
errors are taken out.
"""

from medialens.validate.accuracy import compare_accuracy, count_confusions
from medialens.validate.agreement import compare_coders
from medialens.validate.codebook import codebook_text
from medialens.validate.correcting import corrected_gaps, corrected_profile
from medialens.validate.gold import read_gold
from medialens.validate.judging import Validation, judge, machine_means, write_validation
from medialens.validate.key import Key, read_key
from medialens.validate.krippendorff import krippendorff_alpha
from medialens.validate.sample import Sample, draw_sample
from medialens.validate.sheets import coding_sheet, write_sample
from medialens.validate.summary import validation_text

__all__ = [
    "Key",
    "Sample",
    "Validation",
    "codebook_text",
    "coding_sheet",
    "compare_accuracy",
    "compare_coders",
    "corrected_gaps",
    "corrected_profile",
    "count_confusions",
    "draw_sample",
    "judge",
    "krippendorff_alpha",
    "machine_means",
    "read_gold",
    "read_key",
    "validation_text",
    "write_sample",
    "write_validation",
]
