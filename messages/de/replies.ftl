# Was geschrieben wird, unterschieden nach diesen Listen: Wörter oder Ausdrücke, getrennt durch |, groß
# oder klein. Die Listen aller Sprachen gelten für alle; ein Wort darf deshalb nur hier stehen, wenn es
# auch in keiner anderen Sprache etwas Harmloses heißt. Darum fehlen „halt“, „Ende“, „aus“, „genug“,
# „weg“ und „Schluss“.

# Als ganze Nachricht: sofort abgemeldet; in einem Satz: die Frage, ob das gemeint ist.
reply-opt-out =
    stopp | abmelden | mich abmelden | bitte mich abmelden | abmeldung | melden sie mich ab
    | abbestellen | nachrichten abbestellen | erinnerungen abbestellen | alles abbestellen
    | nachrichten stoppen | erinnerungen stoppen | alles stoppen | stopp alles
    | nachrichten beenden | erinnerungen beenden | nachrichten abstellen | erinnerungen abstellen
    | mich austragen | tragen sie mich aus | aus der liste austragen
    | einwilligung widerrufen | ich widerrufe meine einwilligung
    | hiermit widerrufe ich meine einwilligung

# Wo immer sie stehen, wird gefragt. Ein * steht für jede Endung.
reply-unsure =
    genug. | hör auf | hoer auf | hört auf | hoert auf | hören sie auf | hoeren sie auf
    | keine nachrichten | keine weiteren nachrichten | keine erinnerungen
    | keine weiteren erinnerungen | nicht mehr schreiben | nicht mehr anschreiben
    | schreiben sie mir nicht | schreiben sie nicht | schreibt mir nicht | schreib mir nicht
    | schicken sie mir nichts | schicken sie nichts | senden sie mir nichts
    | lassen sie mich in ruhe | lasst mich in ruhe | lass mich in ruhe
    | abbestell* | löschen sie mich | loeschen sie mich | meine daten löschen
    | meine daten loeschen | löschen sie meine daten | loeschen sie meine daten | widerruf*

# Von jemandem, der sich abgemeldet hat: wieder Erinnerungen.
reply-opt-in =
    fortsetzen | erinnerungen fortsetzen | nachrichten fortsetzen | wieder anmelden
    | wieder einschalten | erinnerungen einschalten | wieder starten

reply-help = hilfe | hilf mir | helft mir | helfen sie mir | ich brauche hilfe

# Neben den anderen bedeuten diese nichts.
reply-polite =
    bitte | danke | danke schön | danke schoen | dankeschön | dankeschoen | vielen dank
    | besten dank | herzlichen dank | guten tag | guten morgen | guten abend | hallo | servus
    | liebe grüße | liebe gruesse | viele grüße | viele gruesse | freundliche grüße
    | freundliche gruesse | mit freundlichen grüßen | mit freundlichen gruessen | mfg
