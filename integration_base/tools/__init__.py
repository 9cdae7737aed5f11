from . import names, names_compare, spreadsheet, suppression
