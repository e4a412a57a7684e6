"""Teaching: what a person says of a label once, for a table, a document, a form, everywhere.

A profile is a lexicon file that may say in `applies_to` for which documents it is.
"""

from piao.normalizers.profiles.fitting import Profile, fitting, read_profile, taught
from piao.normalizers.profiles.model import Fitted, Lesson, Scope
from piao.normalizers.profiles.teaching import teach

__all__ = [
    "Fitted",
    "Lesson",
    "Profile",
    "Scope",
    "fitting",
    "read_profile",
    "taught",
    "teach",
]
