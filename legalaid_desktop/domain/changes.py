"""The kinds of record that a transaction touched; open lists reload by them."""

from enum import StrEnum


class Change(StrEnum):
    """A kind of record."""

    OFFICE = "office"
    PERSON = "person"
    CASE = "case"
    EVENT = "event"
    DEADLINE = "deadline"
    LAWYER = "lawyer"
    ASSIGNMENT = "assignment"
    PAPER = "paper"
    ATTACHMENT = "attachment"
    BUNDLE = "bundle"
    COPY = "copy"
    HOLIDAY = "holiday"
    USER = "user"
    BACKUP = "backup"
    RECOVERY = "recovery"
    RETENTION = "retention"
    DESTRUCTION = "destruction"
    PROTECTION = "protection"
