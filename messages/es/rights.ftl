# Los derechos de los pacientes (qué se guarda y cómo acaba) y quién trabaja aquí.
# El texto es HTML de Telegram. Un botón acaba en "-button", una línea sobre el chat en "-toast".

## Qué se guarda

rights-data =
    Esto es lo que <b>{ $clinic }</b> guarda sobre usted: un archivo que pueden leer personas y programas.

    Preguntas: { $contact }
rights-data-staff = Esto es lo que <b>{ $clinic }</b> guarda sobre usted como miembro del equipo.
rights-nothing-kept =
    Este chat no pertenece a ningún paciente de <b>{ $clinic }</b>: no hay nada que mostrar ni que borrar.

    El dato de que el bot le ha respondido se borra solo en un plazo de 60 días. Preguntas: { $contact }

## Ser olvidado

rights-forget-ask =
    ¿Borramos todo lo que <b>{ $clinic }</b> guarda aquí sobre usted?

    Ya no recibirá recordatorios, y este chat no podrá decirle qué sigue vigente. Durante { $minutes } minutos puede deshacerlo; después nadie puede. Su historia clínica no se guarda aquí; para consultas sobre ella: { $contact }.

    Si solo quiere no recibir más mensajes, escriba STOP.
rights-forget-button = Sí, borrar todo
rights-forget-one-button = Borrar: { $name }
rights-forget-no-button = No, conservarlo
rights-forget-kept = De acuerdo, todo queda como estaba.
rights-forget-noted = Anotado. A las { $time } se borra todo lo que se guarda aquí sobre usted. Hasta entonces los recordatorios esperan, y puede deshacerlo.
rights-forget-noted-one = <b>{ $name }</b>: anotado. A las { $time } se borra todo lo que se guarda aquí. Hasta entonces los recordatorios esperan, y puede deshacerlo.
rights-forget-back-button = Deshacer
rights-forget-taken-back = No se borra nada. Sus recordatorios siguen como antes.
rights-forget-late-toast = Ya no hay nada que deshacer.
rights-erased =
    Todo lo que <b>{ $clinic }</b> guardaba aquí sobre usted se borra ahora. No recibirá más mensajes.

    Si algo le preocupa, llame al { $telephone }, { $hours }. En caso de emergencia: { $emergency }. Le deseamos lo mejor.

## Qué ve de ello el equipo

rights-staff-asked = <b>{ $name }</b> pide que se borre todo lo que se guarda aquí. Ocurrirá a las { $time }; hasta entonces puede deshacerse. Lo que deba constar en los archivos de la clínica, anótelo antes allí, por favor.
rights-erased-notice = Los datos de este paciente se han borrado.
rights-consents-button = Consentimientos
rights-consents =
    <b>Consentimientos</b>
    { $summary }
rights-consents-none = No hubo ninguno.
rights-consent = • { $when }: { $scope ->
        [offers] aceptó saber qué puede venir después de un ciclo
       *[reminders] aceptó los recordatorios
    } { $by ->
        [carer] (quien cuida del paciente)
       *[patient] (el paciente)
    }, texto { $version }, { $language }
rights-consent-ended = { $given }; terminó el { $when } { $how ->
        [stop_word] con la palabra STOP
        [stop_command] con /stop
        [stop_button] con un botón
        [blocked] (se bloqueó el bot)
        [deactivated] (la cuenta ya no existe)
        [chat_not_found] (el chat ya no existe)
        [moved] (se aceptó en otro teléfono)
        [renewed] (se dio de nuevo)
        [no_offers] a petición
        [wrong_person] (era el teléfono equivocado)
        [erased] antes de borrar
       *[other] ({ $how })
    }
rights-erase-button = Borrar…
rights-erase-ask =
    { $summary }

    ¿Borrar, a petición del paciente, todo lo que se guarda aquí? Durante { $minutes } minutos puede deshacerse; después nadie puede. Lo que deba constar en los archivos de la clínica, anótelo antes allí, por favor.
rights-erase-sure-button = Sí, borrar todo
rights-erase-noted =
    { $summary }

    A las { $time } se borra todo sobre este paciente. Hasta entonces los recordatorios esperan.
rights-erase-taken-back =
    No se borra nada:
    { $summary }

## Quién trabaja aquí

rights-owner-only = Solo pueden hacerlo los titulares.
rights-invite =
    Un enlace para <b>una</b> persona nueva del equipo. Sirve una vez, hasta el { $until }:
    <code>{ $link }</code>

    Envíelo solo a esa persona. Verá quién ha entrado y podrá quitarla. Un nuevo /invite anula este.
rights-join-ask =
    <b>{ $clinic }</b>: { $staff } le invita a trabajar aquí.

    En el equipo se inscribe a pacientes y se ve quiénes son. Lo que vea es confidencial, y lo que consulte queda anotado.
rights-join-button = Sí, trabajo aquí
rights-join-no-button = No
rights-join-already = Ya trabaja aquí.
rights-join-over = Esta invitación ya no vale o era para otra persona. Pida una nueva, por favor.
rights-join-over-toast = Esta invitación ya no vale.
rights-join-declined = De acuerdo. La invitación queda anulada.
rights-joined =
    ¡Le damos la bienvenida! Forma parte del equipo de <b>{ $clinic }</b>.

    /enrol – inscribir a un paciente tras una sesión
    /day – la lista de hoy
    /help – cómo funciona
rights-joined-told = <b>{ $name }</b> ha entrado en el equipo por invitación de su clínica. ¿Es correcto?
rights-right-button = Correcto
rights-remove-button = Quitar
rights-joined-right = <b>{ $name }</b> forma parte del equipo. Confirmado.
rights-staff = <b>Quién trabaja aquí</b>
rights-staff-owner = { $name } – titular, desde el { $since }
rights-staff-member = { $name } – miembro, desde el { $since }
rights-staff-hint = /invite crea un enlace para alguien nuevo.
rights-remove-of-button = Quitar: { $name }
rights-owner-of-button = Hacer titular: { $name }
rights-remove-ask = ¿Quitar a <b>{ $name }</b>? Todos sus derechos aquí terminan en el acto, se cierran los formularios y respuestas abiertos y no se le envía nada más.
rights-remove-sure-button = Sí, quitar
rights-owner-ask = ¿Hacer titular a <b>{ $name }</b>? Los titulares invitan y quitan al equipo, también a otros titulares, y borran los datos de pacientes.
rights-owner-sure-button = Sí, hacer titular
rights-removed = <b>{ $name }</b> ya no trabaja aquí. Lo que tenía a su cargo vuelve a estar abierto para los demás.
rights-made-owner = <b>{ $name }</b> ahora es titular.
rights-made-owner-told = Ahora es titular de <b>{ $clinic }</b>: /invite y /staff.
rights-last-owner-toast = No se puede quitar al último titular. Haga antes titular a otra persona.
rights-colleague-gone-toast = Esa persona ya no trabaja aquí.

## Los menús de comandos

patient-mydata-command = Qué se guarda sobre usted, en un archivo
patient-forget-command = Borrar todo sobre usted
staff-invite-command = Un enlace para alguien nuevo del equipo
staff-staff-command = Quién trabaja aquí
