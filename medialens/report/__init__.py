"""Reports: parameters, the recorder, the page, the folder, the jobs."""
