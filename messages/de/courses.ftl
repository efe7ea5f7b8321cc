# Was Patientinnen und Patienten über ihre nächsten Behandlungen und ihre Serie lesen, und was das
# Team davon sieht.
#
# Die erste Zeile steht auf dem Sperrbildschirm: nichts Persönliches. Ergebnisse werden nie
# versprochen, und niemand soll ein Medikament absetzen.


## Eine Behandlung, die noch kommt. $at ist ihre Zeit.

course-hello = Guten Tag! Hier ist <b>{ $clinic }</b>. Es geht um Ihren Termin.
course-booked = Ihr Termin ist vereinbart: <b>{ $at }</b>.
course-moved = Ihr Termin wurde verlegt. Neue Zeit: <b>{ $at }</b>.
course-cancelled = Ihr Termin am { $at } findet nicht statt. Für einen neuen Termin rufen Sie uns bitte an: { $telephone } ({ $hours })
course-eve = Ihr Termin ist morgen: <b>{ $at }</b>.
course-where = Wo: { $address }
course-still-avoid = Bis dahin verzichten Sie bitte weiterhin auf:
course-line-already = { $topics }, wie schon jetzt
course-line-until-then = { $topics }
course-confirm-ask = Können Sie kommen?
course-changed-since = Falls sich seit dem letzten Mal bei Ihrer Gesundheit oder Ihren Medikamenten etwas geändert hat, sagen Sie es uns bitte vorher: { $telephone } ({ $hours })


## Hat sich etwas geändert?

course-changed-ask = Gibt es etwas Neues, oder hat sich etwas geändert, was die Klinik vor Ihrer Behandlung am { $at } wissen sollte? Zum Beispiel:
course-changed-medicines = Medikamente wie { $medicines }
course-changed-note = Bitte setzen Sie wegen dieser Nachricht kein verordnetes Medikament ab: Fragen Sie Ihren Arzt oder Ihre Ärztin.


## Die Serie

course-due-now = Ihre nächste Behandlung ist jetzt möglich.
course-due-between = Ihre nächste Behandlung ist zwischen <b>{ $opens }</b> und <b>{ $closes }</b> vorgesehen.
# $when ist einer der drei Sätze darüber.
course-due-again = Ein Termin ist noch nicht vereinbart. { $when }
# Wenn jemand in mehreren Serien ist: $when ist eine der Zeilen oben.
course-due-of = Es geht um die Serie mit Ihrer Behandlung am { $held }. { $when }
course-due-ask = Sollen wir einen Termin für Sie finden?
course-complete = Das war die letzte Behandlung Ihrer Serie. Danke, dass Sie bei uns waren!
course-offers-ask = Dürfen wir Ihnen später schreiben, wenn wieder eine Behandlung anstehen könnte? Das kommt selten vor und nur, wenn Sie zustimmen.
# Steht im Dativ: „seit 2 Monaten“, „nach 2 Monaten“, „vor 2 Monaten“.
course-months = { $months ->
    [one] { $months } Monat
   *[other] { $months } Monaten
}
course-months-range = { $least } bis { $most }
course-maintenance = Die letzte Behandlung Ihrer Serie war vor { $months }. Um die Wirkung zu erhalten, sind einzelne Behandlungen im Abstand von { $every } üblich.
course-fading-first = Ihre Serie hat vor { $months } begonnen. Die Wirkung kann inzwischen nachlassen.
course-fading-last = Die letzte Behandlung Ihrer Serie war vor { $months }. Die Wirkung kann inzwischen nachlassen.
# Wo die Zeile zur Auffrischung schon gesagt hat, wie lange das her ist.
course-fading-also = Die Wirkung Ihrer Serie kann inzwischen nachlassen.
course-again-after = Eine ganze Serie ist nach { $months } wieder möglich, gerechnet ab der letzten.
course-offer-phone = Wenn Sie möchten, rufen Sie uns an: { $telephone } ({ $hours }). Sie haben zugestimmt, dass wir Ihnen davon schreiben.


## Schaltflächen

course-confirm-button = Ich komme
course-move-button = Bitte einen anderen Termin
course-unchanged-button = Nein, alles wie bisher
course-changed-button = Ja, etwas hat sich geändert
course-book-button = Bitte einen Termin vorschlagen
course-later-button = Bitte später erinnern
course-call-button = Bitte rufen Sie mich an
course-offers-button = Ja, bitte
course-no_offers-button = Nein, danke


## Nach der Wahl

course-said-confirm = Danke. Wir freuen uns auf Sie am { $at }!
course-said-move = Danke. Die Klinik weiß Bescheid und meldet sich bei Ihnen; Sie können auch anrufen: { $telephone } ({ $hours }). Bis dahin bleibt es beim Termin am { $at }.
course-said-unchanged = Danke. Wir freuen uns auf Sie am { $at }!
course-said-changed = Danke, dass Sie uns das sagen. Bitte rufen Sie uns vor Ihrer Behandlung an: { $telephone } ({ $hours }). Die Klinik weiß schon Bescheid.
course-said-book = Danke. Die Klinik weiß Bescheid und meldet sich bei Ihnen; Sie können auch anrufen: { $telephone } ({ $hours }).
course-said-call = Danke. Wir haben die Klinik gebeten, Sie anzurufen. Sie können auch selbst anrufen: { $telephone } ({ $hours }).
course-said-later = Gut, am { $day } erinnern wir Sie wieder.
course-said-later-silent = Gut. Im Moment bekommen Sie keine Erinnerungen; für einen Termin rufen Sie bitte an: { $telephone } ({ $hours }).
course-said-offers = Danke. Wir schreiben Ihnen, wenn es so weit ist. Wenn Sie gar keine Nachrichten mehr möchten, antworten Sie mit STOP.
course-said-no_offers = Gut, dazu schreiben wir Ihnen nicht.


## Was das Team liest

course-staff-move = <b>{ $name }</b> bittet um einen anderen Termin. Bisher vereinbart: { $at }.
course-staff-changed = <b>{ $name }</b> sagt, dass sich etwas geändert hat. Der Termin ist am { $at }: bitte vorher anrufen.
course-staff-book = <b>{ $name }</b> bittet um einen Termin für die nächste Behandlung.
course-staff-call = <b>{ $name }</b> bittet um einen Anruf wegen der nächsten Behandlung.
course-staff-next-button = Termin finden
