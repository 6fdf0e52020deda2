"""Case manager for legal-aid offices in the Lao PDR.

The layers, top to bottom; each may import those below it, never those above:

    desktop | cli       windows; the command line
    services            what an office can do: one method, one transaction, one permission check
    bundles             one paginated PDF out of many documents
    documents | storage papers out of records; the encrypted database and attachments
    typesetting         Lao and Latin text on PDF pages
    labels              what users call each kind, status and step
    domain | i18n       records and rules; catalogs, dates and numbers by language
    assets              where forms, translations and resources lie
"""

__version__ = "0.1.0"
