# Права пациентов (что хранится и как это удалить) и кто здесь работает.
# Текст — HTML для Telegram. Надписи на кнопках оканчиваются на "-button", строки над чатом на "-toast".

## Что хранится

rights-data =
    Вот что <b>{ $clinic }</b> хранит о вас: файл, который прочтут и люди, и программы.

    Вопросы о нём: { $contact }
rights-data-staff = Вот что <b>{ $clinic }</b> хранит о вас как о сотруднике.
rights-nothing-kept =
    Этот чат не связан ни с одним пациентом <b>{ $clinic }</b>: показывать и удалять нечего.

    То, что бот вам отвечал, само забудется за 60 дней. Вопросы: { $contact }

## Удаление

rights-forget-ask =
    Удалить всё, что <b>{ $clinic }</b> хранит здесь о вас?

    Напоминаний больше не будет, и спросить здесь, что ещё действует, будет нельзя. { $minutes ->
        [one] В течение { $minutes } минуты
       *[other] В течение { $minutes } минут
    } это можно отменить, потом уже никак. Медицинских документов клиники здесь нет: о них спросите { $contact }.

    Если вы просто не хотите сообщений, напишите СТОП.
rights-forget-button = Да, удалить всё
rights-forget-one-button = Удалить: { $name }
rights-forget-no-button = Нет, оставить
rights-forget-kept = Хорошо, всё остаётся как было.
rights-forget-noted = Принято. В { $time } всё, что здесь хранится о вас, будет удалено. До этого напоминания ждут, и это можно отменить.
rights-forget-noted-one = <b>{ $name }</b>: принято. В { $time } всё, что здесь хранится, будет удалено. До этого напоминания ждут, и это можно отменить.
rights-forget-back-button = Отменить удаление
rights-forget-taken-back = Ничего не удалено. Напоминания идут как раньше.
rights-forget-late-toast = Отменять уже нечего.
rights-erased =
    Всё, что <b>{ $clinic }</b> хранит здесь о вас, сейчас удаляется. Сообщений больше не будет.

    Если что-то беспокоит, позвоните: { $telephone }, { $hours }. В экстренном случае: { $emergency }. Всего вам доброго.

## Что об этом видят сотрудники

rights-staff-asked = <b>{ $name }</b>: просьба удалить все данные, которые здесь хранятся. Это произойдёт в { $time }; до этого просьбу можно отменить. Что должно остаться в документах клиники, запишите, пожалуйста, сначала там.
rights-erased-notice = Запись этого пациента удалена.
rights-consents-button = Согласия
rights-consents =
    <b>Согласия</b>
    { $summary }
rights-consents-none = Не было ни одного.
rights-consent = • { $when }: { $scope ->
        [offers] согласие узнать, что бывает после курса
       *[reminders] согласие на напоминания
    } { $by ->
        [carer] (от того, кто заботится о пациенте)
       *[patient] (от пациента)
    }, текст { $version }, { $language }
rights-consent-ended = { $given }; окончено { $when } { $how ->
        [stop_word] словом СТОП
        [stop_command] командой /stop
        [stop_button] кнопкой
        [blocked] бот заблокирован
        [deactivated] аккаунта больше нет
        [chat_not_found] чата больше нет
        [moved] согласие дано на другом телефоне
        [renewed] дано заново
        [no_offers] по просьбе
        [wrong_person] это был не тот телефон
        [erased] перед удалением
       *[other] ({ $how })
    }
rights-erase-button = Удалить…
rights-erase-ask =
    { $summary }

    Удалить по просьбе пациента всё, что здесь о нём хранится? { $minutes ->
        [one] В течение { $minutes } минуты
       *[other] В течение { $minutes } минут
    } это можно отменить, потом уже никак. Что должно остаться в документах клиники, запишите, пожалуйста, сначала там.
rights-erase-sure-button = Да, удалить всё
rights-erase-noted =
    { $summary }

    Всё об этом пациенте будет удалено в { $time }. До этого напоминания ждут.
rights-erase-taken-back =
    Ничего не удалено:
    { $summary }

## Кто здесь работает

rights-owner-only = Это могут только владельцы.
rights-invite =
    Ссылка для <b>одного</b> нового сотрудника. Она действует один раз, до { $until }:
    <code>{ $link }</code>

    Отправьте её только этому человеку. Вы увидите, кто вошёл, и сможете его убрать. Новая /invite отменит эту.
rights-join-ask =
    <b>{ $clinic }</b>: { $staff } приглашает вас работать здесь.

    Сотрудники записывают пациентов и видят, кто они. Всё увиденное конфиденциально, а то, что вы открываете, записывается.
rights-join-button = Да, я здесь работаю
rights-join-no-button = Нет
rights-join-already = Вы уже здесь работаете.
rights-join-over = Это приглашение больше не действует или было не для вас. Попросите новое.
rights-join-over-toast = Это приглашение больше не действует.
rights-join-declined = Хорошо. Приглашение отменено.
rights-joined =
    Добро пожаловать! Теперь вы сотрудник <b>{ $clinic }</b>.

    /enrol — записать пациента после сеанса
    /day — список на сегодня
    /help — как это работает
rights-joined-told = По приглашению вашей клиники вошёл новый сотрудник: <b>{ $name }</b>. Всё верно?
rights-right-button = Верно
rights-remove-button = Убрать
rights-joined-right = <b>{ $name }</b> — сотрудник. Подтверждено.
rights-staff = <b>Кто здесь работает</b>
rights-staff-owner = { $name } — владелец, с { $since }
rights-staff-member = { $name } — сотрудник, с { $since }
rights-staff-hint = /invite — ссылка для нового сотрудника.
rights-remove-of-button = Убрать: { $name }
rights-owner-of-button = Сделать владельцем: { $name }
rights-remove-ask = Убрать <b>{ $name }</b>? Все права здесь закончатся сразу, открытые формы и ответы закроются, сообщений больше не будет.
rights-remove-sure-button = Да, убрать
rights-owner-ask = Сделать <b>{ $name }</b> владельцем? Владельцы приглашают и убирают сотрудников, и других владельцев тоже, и удаляют данные пациентов.
rights-owner-sure-button = Да, сделать владельцем
rights-removed = <b>{ $name }</b> здесь больше не работает. Что было взято в работу, снова открыто для остальных.
rights-made-owner = <b>{ $name }</b> теперь владелец.
rights-made-owner-told = Теперь вы владелец <b>{ $clinic }</b>: /invite и /staff.
rights-last-owner-toast = Последнего владельца убрать нельзя. Сначала сделайте владельцем кого-то ещё.
rights-colleague-gone-toast = Этот человек здесь больше не работает.

## Меню команд

patient-mydata-command = Что о вас хранится, файлом
patient-forget-command = Удалить всё о вас
staff-invite-command = Ссылка для нового сотрудника
staff-staff-command = Кто здесь работает
