from . import integration_review
from . import integration_review_talk
from . import integration_review_line
from . import integration_review_reminder
