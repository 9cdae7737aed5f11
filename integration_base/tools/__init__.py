from . import spreadsheet, suppression
