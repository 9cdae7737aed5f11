from . import german, phone, sealed, spreadsheet
