# Plan jako obrazek i jako kalendarz, o który pacjent prosi komendą /plan.
#
# Obrazek i kalendarz ktoś może zobaczyć przez ramię: nie ma tam zabiegu, imienia ani – w tytule
# wpisu – tego, czego prosimy unikać.


## Komenda

patient-plan-command = Plan jako grafika i do kalendarza
plan-nothing = W tej chwili nie trzeba niczego unikać i nie ma umówionej wizyty.


## Obrazek

plan-picture-title = Prosimy unikać
plan-picture-as-of = Stan na { $moment }
plan-picture-now = teraz
# Jak zapisuje się daty na obrazku, w oznaczeniach Unicode (zob. dates.ftl).
plan-date-moment = EEE d MMM, HH:mm
plan-date-weekday = EEE
plan-date-number = d
plan-date-month = LLLL
# Obok tego, czego prosimy unikać.
plan-row-until = do { $until }
plan-row-eases = do { $eases }; dopóki skóra reaguje, do { $until }
plan-row-while = do { $until }, jeśli skóra jeszcze reaguje
plan-row-from = od { $begins } do { $until }
plan-legend-avoid = prosimy unikać
plan-legend-soft = tylko dopóki skóra reaguje
plan-legend-session = zabieg
plan-legend-booked = umówiona wizyta


## Pod obrazkiem. To samo słowami i to, czego na obrazku nie ma.

plan-as-of = Plan – stan na { $moment }:
plan-booked = Najbliższe wizyty:
plan-later = Później prosimy unikać:
plan-line-later = { $topics } od <b>{ $begins }</b> do <b>{ $until }</b>
plan-beyond = Grafika kończy się { $day }. Plan trwa dalej.
plan-more = Reszta się tu nie zmieściła. Co obowiązuje danego dnia: /today


## Kalendarz

plan-calendar-file = plan
plan-calendar-how = Do kalendarza: wystarczy otworzyć plik i dodać wpisy. Gdy daty się zmienią, wystarczy znów wysłać /plan i dodać nowy plik: te same wpisy się przesuną.
plan-calendar-session = Wizyta: { $clinic }
plan-calendar-end = Zalecenia: mija jeden z terminów (zob. opis)
plan-calendar-whose = Dla: { $name }.
plan-calendar-move = Aby przełożyć lub odwołać wizytę, prosimy zadzwonić: { $telephone } ({ $hours }).
plan-calendar-avoid = Do { $until } prosimy unikać { $topics }.
plan-calendar-eases = Do { $eases } prosimy unikać { $topics }; jeśli skóra nadal będzie reagować, do { $until }.
plan-calendar-while = Do { $until } prosimy unikać { $topics }, jeśli skóra jeszcze reaguje.
plan-calendar-changes = Po następnym zabiegu te daty się zmienią: prosimy najpierw sprawdzić je na naszym czacie komendą /plan.
