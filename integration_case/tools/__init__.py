from . import german, sealed, spreadsheet
