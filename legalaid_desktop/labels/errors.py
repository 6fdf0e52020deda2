"""Errors as sentences a clerk understands, naming the field."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Refused
from legalaid_desktop.i18n import N_

MESSAGES = (
    N_("This is needed."),
    N_(
        "This was typed for an old Lao font and cannot be read with others. Change it to Unicode "
        "in the program it comes from, or type it again."
    ),
    N_("Too long: {limit} letters at most."),
    N_("Who speaks for the client?"),
    N_("The next try lies before this one."),
    N_("Where was the client sent?"),
    N_("This case has no intake. Write the first talk down first."),
    N_("Too long: {limit} lines at most."),
    N_("Fill in the Lao or the Latin spelling."),
    N_("This day lies in the future."),
    N_("Use {{year}} and {{number}} in the pattern."),
    N_("This district lies in another province."),
    N_("A year between {first} and {last}, please."),
    N_("The lower age must not be above the higher one."),
    N_("When was this age estimated?"),
    N_("A telephone number has digits."),
    N_("A paper cannot expire before it was issued."),
    N_("{limit} lines at most."),
    N_("Say in one line what the case is about."),
    N_("A restricted case needs a code name."),
    N_("Say why more people may see it: the reason stays in the trail."),
    N_("A case cannot be closed before it was opened."),
    N_("Write an amount above nothing, such as 50 000."),
    N_("Choose the currency."),
    N_("Others have read this entry: it cannot become private any more."),
    N_("A hearing is for the whole team. Write what is for you alone into a note."),
    N_("What moves the case on is for the whole team. Choose another kind of note."),
    N_("Write the time spent as 20m or 1h30."),
    N_("The first day must not be after the last one."),
    N_("Ten years at most, please."),
    N_("Choose something else than for the rows."),
    N_("This cannot be told of what is counted."),
    N_("There are too many columns for a page. Choose this for the rows."),
    N_("Districts are for the office alone: whoever has the provinces too could work them out."),
    N_("This word is for first instance. On appeal and in cassation it is another one."),
    N_("This word is for appeal and cassation. At first instance it is another one."),
    N_("It cannot be received before it was made."),
    N_("Say in a few words what was decided."),
    N_("The story has changed meanwhile. Look at it again."),
    N_("Your private notes would stand on it. Confirm that the paper stays with you."),
    N_("The period ends before it begins."),
    N_("This offer was answered before."),
    N_("The answer cannot come before the offer."),
    N_("Your role does not allow this."),
    N_("You are not on the team of this case. Ask somebody who is, or the manager."),
    N_("Write the name this person will sign in with."),
    N_("Write number and code as the sheet shows them, such as 4711: 1a2b 3c4d 5e6f 7a8b."),
    N_("At least {count} letters, please: four or five words are easy to remember."),
    N_(
        "Somebody who has copied the files guesses this within a day. Take four or five words that "
        "do not belong together."
    ),
    N_("Somebody else has changed this meanwhile. Your text is kept; look at both."),
    N_("This record is no longer there."),
    N_("This office has no profile."),
    N_("There is no case {number}."),
    N_("Another lawyer was asked and has not answered yet."),
    N_("Another lawyer has accepted this case."),
    N_("No lawyer has confirmed rule {rule} yet. Confirm it before you use it."),
    N_("This day is in the table already."),
    N_("Something is still missing from this paper."),
    N_("This paper was issued and cannot be thrown away."),
    N_("This paper was issued and cannot change; make a new one."),
    N_("This paper has no such field."),
    N_("A date such as 2026-03-27, please."),
    N_("A number of years between 1 and {limit}, please."),
    N_("On which day did the person ask for it?"),
    N_("This is not one of the answers."),
    N_("Group {group} is mistyped. Compare it with the sheet."),
    N_("A code has {groups} groups of {digits} digits; this one has {found} digits."),
    N_("Only digits belong in a code: “{letter}” does not."),
    N_("These digits are no recovery code. Compare them with the sheet."),
    N_("Type the code of a recovery sheet."),
    N_("The end lies before the beginning."),
    N_("This moment lies in the future."),
    N_("Say both how and when the person came out."),
    N_("Write a day, a year, or a range of ages."),
    N_("Kip need no rate."),
    N_("Write a number such as 12.000 or 12,50."),
    N_("This is share {number} of five. A second, different share is needed."),
    N_("This task is done or dropped already."),
    N_("There is no such day."),
    N_("The answer cannot be expected before the letter."),
    N_("A letter does not answer itself."),
    N_("This referral has come to its end."),
    N_("This lies before the last step."),
    N_("The next day to ask lies before this step."),
    N_("Write why, or what was given."),
    N_("This was given back already."),
    N_("It cannot be given back before it was received."),
    N_("A number from 1, please."),
    N_("This outcome does not go with the service that was given."),
    N_("Who asked for the closing does not approve it. It waits for: {names}."),
    N_(
        "A case is closed by asking for it with its outcome, and by the approval of a second "
        "person: press “Close the case” in the case."
    ),
    N_("A closed case is opened again with a reason: press “Open again” in its closing."),
    N_("A case that was closed before is entered by somebody who may approve closings."),
    N_("This outcome does not go with the stage of the case."),
    N_("This outcome does not go with the type of the case."),
    N_(
        "A judgment of {day} may still be appealed, and no deadline was entered since. Enter it "
        "first, or write here why none runs."
    ),
    N_(
        "Who refuses, or sends somebody on, decides on legal aid: that is for the head of the "
        "office."
    ),
    N_("Where was the client sent?"),
    N_(
        "Things of the client are still here: {count}. Give them back against a receipt, or say "
        "why they stay."
    ),
    N_("This closing was decided already."),
    N_("This deadline is not watched any more."),
    N_("This deadline is watched already."),
    N_("It waits for a second look already."),
    N_("Nobody has asked for a second look."),
    N_("Whoever asked does not take the second look. It waits for: {names}."),
    N_(
        "Say what shows it: the stamp of the court, the number in the delivery book, a receipt. "
        "Where there is nothing yet, write that and why."
    ),
    N_(
        "The law sets this last day: by hand it can only be pulled earlier than {day}. More time "
        "that was granted, or another event, is entered with its proof."
    ),
    N_("This is the clock of an authority: the office watches it and cannot move it."),
    N_("That is the day it has now."),
    N_("That is what it is already."),
    N_("What a rule has counted stays a period. Write a hearing beside it."),
    N_(
        "Somebody was told of this hearing, or something came of it: it stays a hearing. Write the "
        "deadline beside it."
    ),
    N_("Deadlines run from this hearing: settle them first, or give them another day."),
    N_("Write whole numbers from 0 to {most}, such as 14, 7, 3, 1, 0."),
    N_("A clock of somebody who is held is never silent: write at least one hour in each."),
    N_("This case is not closed."),
    N_("A number of pages, or nothing."),
    N_("A paper is no translation of itself."),
    N_("Since when does this person have it?"),
    N_("These sheets are of different sets: {sets}. Take sheets of one set."),
    N_(
        "Somebody in this case may be known from another one. Answer the conflict check of the "
        "case first (Legal aid). Deadlines can be entered meanwhile."
    ),
    N_(
        "This case was refused or passed on because of a conflict of interest. It can only be "
        "closed. Deadlines can still be entered."
    ),
    N_("Possible conflict: ask the manager."),
    N_(
        "A possible conflict lies in a case that you do not see. Ask the manager, who answers this."
    ),
    N_("The case has changed since this check. Look at the new one."),
    N_("Choose what was decided."),
    N_("Choose what is declared."),
    N_(
        "The lawyer has not declared yet that there is no conflict of interest. The declaration "
        "comes before the answer."
    ),
)
"""What records and services can say; they hold the message ids, the catalog the words."""

FIELDS = {
    "passphrase": N_("Passphrase"),
    "name_lo": N_("Name in Lao"),
    "name_en": N_("Name in English"),
    "given_lo": N_("Given name in Lao"),
    "surname_lo": N_("Family name in Lao"),
    "given_latin": N_("Given name in Latin letters"),
    "surname_latin": N_("Family name in Latin letters"),
    "born_on": N_("Date of birth"),
    "born_year": N_("Year of birth"),
    "age_from": N_("Estimated age"),
    "age_seen_on": N_("Age estimated on"),
    "nationality": N_("Nationality"),
    "province": N_("Province"),
    "district": N_("District"),
    "phones": N_("Telephone"),
    "aliases": N_("Other names"),
    "addresses": N_("Other addresses"),
    "id_papers": N_("Identity papers"),
    "household": N_("Household"),
    "languages": N_("Languages spoken"),
    "ethnic_group": N_("Ethnic group"),
    "ethnic_subgroup": N_("Sub-group"),
    "disability": N_("Disability"),
    "health": N_("Health"),
    "born_month": N_("Month of birth"),
    "birth_basis": N_("From what the birth is known"),
    "code_name": N_("Code name"),
    "subject_lo": N_("What the case is about"),
    "organisation_lo": N_("Organisation"),
    "opened_on": N_("Opened on"),
    "closed_on": N_("Closed on"),
    "title_lo": N_("Title"),
    "received_on": N_("Received on"),
    "reason": N_("Reason"),
    "text": N_("What happened"),
    "on": N_("Day"),
    "case_numbers": N_("Pattern of case numbers"),
    "trigger": N_("Day it runs from"),
    "requested_on": N_("Asked for on"),
    "basis": N_("By what it is decided"),
    "number": N_("Years"),
    "due_on": N_("To be done by"),
    "owner_id": N_("Who has to do it"),
    "responsible_id": N_("Who answers for it"),
    "correspondent": N_("From whom, or to whom"),
    "subject": N_("About what"),
    "what": N_("What"),
    "pages": N_("Pages"),
    "received_from": N_("Received from"),
    "returned_to": N_("Given back to"),
    "returned_on": N_("Given back on"),
    "outcome": N_("Outcome"),
    "originals_why": N_("Why things of the client stay"),
    "successor": N_("Who takes it over"),
    "custody": N_("Who had it"),
    "article": N_("Article"),
    "law": N_("Law"),
    "length": N_("Length"),
    "trigger_lo": N_("Starts with, in Lao"),
    "valid_to": N_("In force until"),
    "checked_on": N_("Read on"),
}


def sentence(error: LegalAidError, language: str) -> str:
    """What is wrong, in that language; the field is named where there is one."""
    if isinstance(error, InvalidValue):
        said = reason(error, language)
        field = FIELDS.get(error.field)
        return f"{i18n.catalog(language).gettext(field)}: {said}" if field else said
    if isinstance(error, Refused):
        return reason(error, language)
    return i18n.catalog(language).gettext("Stopped. Nothing was left behind.")


def reason(error: InvalidValue | Refused, language: str) -> str:
    """What is wrong, without the field: for a line under the field itself."""
    inner = {
        name: reason(value, language) if isinstance(value, InvalidValue | Refused) else value
        for name, value in error.values.items()
    }
    return i18n.catalog(language).gettext(error.reason).format(**inner)
