"""Messages to clients, written and never sent: templates, what fills them in, and ways to take them along."""

from data.drafts.errors import DraftError, TemplateError
from data.drafts.library import (
    Template,
    adopt,
    drafts_folder,
    give_up,
    load,
    own_path,
    template_path,
)
from data.drafts.mail import as_eml, mailto, open_in_mail_program, save_eml
from data.drafts.rendering import render
from data.drafts.samples import sample

__all__ = [
    "DraftError",
    "Template",
    "TemplateError",
    "adopt",
    "as_eml",
    "drafts_folder",
    "give_up",
    "load",
    "mailto",
    "open_in_mail_program",
    "own_path",
    "render",
    "sample",
    "save_eml",
    "template_path",
]
