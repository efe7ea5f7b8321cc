# Co pacjenci czytają o reakcjach skóry po zastrzykach: zdania, które następują po sobie.
# Niczego nie obiecujemy i niczego nie nazywamy niegroźnym; powodów do telefonu tu nie ma.

reaction-needle-marks = Może pojawić się obrzęk i zaczerwienienie; ślady po igle znikają w ciągu kilku godzin.
reaction-pain = Może też wystąpić ból.
reaction-passing = Obrzęk, swędzenie, tkliwość, drobne siniaki lub grudki i zaczerwienienie powinny osłabnąć w ciągu paru dni; jeśli utrzymują się dłużej, prosimy zgłosić się do specjalisty.
reaction-large-areas = Na dużych obszarach odczucia mogą być bardzo nieprzyjemne.
reaction-recovery = Regeneracja trwa od 5 do 7 dni, w domu i bez leżenia w łóżku.
