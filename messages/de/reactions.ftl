# Was nach Injektionen über Reaktionen der Haut gesagt wird: Sätze, die nacheinander stehen. Sie
# versprechen nichts und nennen nichts harmlos; was ein Grund zum Anrufen ist, steht nicht hier.

reaction-needle-marks = Schwellungen und Rötungen sind möglich; Einstichspuren verschwinden innerhalb weniger Stunden.
reaction-pain = Auch Schmerzen sind möglich.
reaction-passing = Schwellungen, Rötungen, Juckreiz, Empfindlichkeit, kleine blaue Flecken oder Erhebungen sollten innerhalb von ein paar Tagen nachlassen; hält etwas davon länger an, wenden Sie sich bitte an Ihre behandelnde Fachkraft.
reaction-large-areas = Auf großen Flächen kann es sich sehr unangenehm anfühlen.
reaction-recovery = Die Erholung dauert 5 bis 7 Tage, zu Hause und ohne Bettruhe.
