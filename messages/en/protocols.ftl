# What staff read about the clinic's protocols: who has signed them, and what is assumed in them.
# Text is Telegram HTML.

protocols-title = <b>The protocols</b>
protocols-how = Press one to see its times and what is assumed in it. Signing, switching on and changing are done in the clinic's files.
protocols-line = { $name } – { $standing }
protocols-signed = signed by { $by }, { $on }
protocols-unsigned = ⚠️ not signed
protocols-off = switched off
protocols-changed = the clinic's own times
protocols-assumed = { $number ->
    [one] one thing assumed
   *[other] { $number } things assumed
}
protocols-older = { $number ->
        [one] version { $version }: also for the one running course?
       *[other] version { $version }: also for the { $number } running courses?
    }

protocols-version = Version { $version }
protocols-version-changed = Version { $version }, with the clinic's own times
protocols-rule-avoid = Avoid { $topic }: { $times }
protocols-rule-do = To do: { $duty }: { $times }
protocols-rule-areas = ({ $areas } only)
protocols-before = { $length } before
protocols-after = { $length } after
protocols-stated = (stated)
protocols-assumed-mark = (<i>assumed</i>)
protocols-by-clinic = (the clinic's own)
protocols-length-range = { $least } to { $most }
protocols-no-rules = It has no rules.
protocols-also-assumed = Assumed, too: { $parts }.
protocols-part-course = the number of sessions
protocols-part-interval = the time between sessions
protocols-part-effect = how long the effect lasts
protocols-part-maintenance = maintenance
protocols-part-again-after = when the course can be repeated
protocols-part-reactions = what is said of reactions
protocols-part-check-ins = when the patient is asked how the skin is
protocols-part-questions = the questions before a session
protocols-source = { $source }
protocols-sources = <b>Sources</b>
protocols-adopt-ask = { $number ->
        [one] One running course was begun with another version and keeps its times.
       *[other] { $number } running courses were begun with another version and keep its times.
    } New courses have this one. Whoever's dates change by taking it over gets a correction.
protocols-adopt-button = { $number ->
        [one] Also for the one running course
       *[other] Also for the { $number } running courses
    }
protocols-adopted-toast = { $number ->
        [one] One course has it now.
       *[other] { $number } courses have it now.
    }
protocols-changed-toast = The protocol has changed in the meantime.
staff-protocols-command = The protocols: what is signed, what is assumed
