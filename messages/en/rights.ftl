# The rights of patients (what is kept, and its end), and who works here.
# Text is Telegram HTML. A button's text ends in "-button", a line over the chat in "-toast".

## What is kept

rights-data =
    Here is what <b>{ $clinic }</b> keeps about you, as a file that people and programs can read.

    Questions about it: { $contact }
rights-data-staff = Here is what <b>{ $clinic }</b> keeps about you as a member of staff.
rights-nothing-kept =
    This chat belongs to no patient of <b>{ $clinic }</b>, so there is nothing about you to show or to erase.

    That the bot has answered you is forgotten by itself within 60 days. Questions: { $contact }

## Being forgotten

rights-forget-ask =
    Shall we erase everything that <b>{ $clinic }</b> keeps about you here?

    You then get no reminders any more, and this chat can no longer tell what still applies. For { $minutes } minutes you can take it back; after that nobody can. The clinic's own medical records are not kept here: about those ask { $contact }.

    If you only want no more messages, write STOP.
rights-forget-button = Yes, erase everything
rights-forget-one-button = Erase: { $name }
rights-forget-no-button = No, keep it
rights-forget-kept = All right, everything stays as it was.
rights-forget-noted = Noted. At { $time } everything that is kept about you here is erased. Until then reminders wait, and you can take it back.
rights-forget-noted-one = <b>{ $name }</b>: noted. At { $time } everything that is kept here is erased. Until then reminders wait, and you can take it back.
rights-forget-back-button = Take it back
rights-forget-taken-back = Nothing is erased. Your reminders go on as before.
rights-forget-late-toast = There is nothing left to take back.
rights-erased =
    Everything that <b>{ $clinic }</b> kept about you here is being erased now. You get no more messages.

    If something worries you, please phone { $telephone }, { $hours }. In an emergency: { $emergency }. We wish you well.

## What staff see of it

rights-staff-asked = <b>{ $name }</b> asks that everything kept here about them be erased. It happens at { $time }; until then they can take it back. Whatever belongs in the clinic's own files, please note there first.
rights-erased-notice = This patient's record has been erased.
rights-consents-button = Consents
rights-consents =
    <b>Consents</b>
    { $summary }
rights-consents-none = None was given.
rights-consent = • { $when }: { $scope ->
        [offers] agreed to hear of what may come after a course
       *[reminders] agreed to reminders
    } { $by ->
        [carer] (somebody who looks after the patient)
       *[patient] (the patient)
    }, text { $version }, { $language }
rights-consent-ended = { $given }; ended { $when } { $how ->
        [stop_word] by the word STOP
        [stop_command] by /stop
        [stop_button] by a button
        [blocked] as the bot was blocked
        [deactivated] as the account was gone
        [chat_not_found] as the chat was gone
        [moved] as another phone agreed
        [renewed] as it was given anew
        [no_offers] on request
        [wrong_person] as it was the wrong phone
        [erased] before erasing
       *[other] ({ $how })
    }
rights-erase-button = Erase…
rights-erase-ask =
    { $summary }

    Erase everything that is kept about this patient here, on their request? For { $minutes } minutes it can be taken back; after that nobody can. Whatever belongs in the clinic's own files, please note there first.
rights-erase-sure-button = Yes, erase everything
rights-erase-noted =
    { $summary }

    Everything about this patient is erased at { $time }. Until then reminders wait.
rights-erase-taken-back =
    Nothing is erased:
    { $summary }

## Who works here

rights-owner-only = Only owners can do that.
rights-invite =
    A link for <b>one</b> new member of staff. It works once, until { $until }:
    <code>{ $link }</code>

    Send it to that person alone. You will see who has come in, and can remove them. A new /invite ends this one.
rights-join-ask =
    <b>{ $clinic }</b>: { $staff } invites you to work here.

    As a member of staff you enrol patients and see who they are. What you see is confidential, and what you look at is written down.
rights-join-button = Yes, I work here
rights-join-no-button = No
rights-join-already = You work here already.
rights-join-over = This invitation is over, or was meant for somebody else. Please ask for a new one.
rights-join-over-toast = This invitation is over.
rights-join-declined = All right. The invitation is void now.
rights-joined =
    Welcome! You are a member of staff of <b>{ $clinic }</b> here.

    /enrol – enrol a patient after a session
    /day – today's list
    /help – how it works
rights-joined-told = <b>{ $name }</b> has come in by your clinic's invitation and is a member of staff now. Is that right?
rights-right-button = Right
rights-remove-button = Remove
rights-joined-right = <b>{ $name }</b> is a member of staff. Confirmed.
rights-staff = <b>Who works here</b>
rights-staff-owner = { $name } – owner, since { $since }
rights-staff-member = { $name } – member, since { $since }
rights-staff-hint = /invite makes a link for somebody new.
rights-remove-of-button = Remove: { $name }
rights-owner-of-button = Make owner: { $name }
rights-remove-ask = Remove <b>{ $name }</b>? All rights here end at once, open forms and replies are closed, and nothing more is sent to them.
rights-remove-sure-button = Yes, remove
rights-owner-ask = Make <b>{ $name }</b> an owner? Owners invite and remove staff, other owners too, and erase patients' data.
rights-owner-sure-button = Yes, make owner
rights-removed = <b>{ $name }</b> no longer works here. What they had taken on is open again for the others.
rights-made-owner = <b>{ $name }</b> is an owner now.
rights-made-owner-told = You are an owner of <b>{ $clinic }</b> here now: /invite and /staff.
rights-last-owner-toast = The last owner cannot be removed. Make somebody else an owner first.
rights-colleague-gone-toast = That person no longer works here.

## The command menus

patient-mydata-command = What is kept about you, as a file
patient-forget-command = Erase everything about you
staff-invite-command = A link for a new member of staff
staff-staff-command = Who works here
