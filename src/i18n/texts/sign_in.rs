//! Coming in: login, codes, links, the first password and a new one.

texts! {
    password: "Passord" | "Passord";
    forgot_password: "Glemt passordet?" | "Gløymt passordet?";
    send_me_a_link: "Send meg en lenke" | "Send meg ei lenkje";
    send_me_a_new_link: "Send meg ny lenke" | "Send meg ny lenkje";
    sign_in_help: "Har du fått brev fra oss for første gang? Bruk lenken i brevet, så lager du passord først." | "Har du fått brev frå oss for første gong? Bruk lenkja i brevet, så lagar du passord først.";
    sign_in_link_help: "Svarer du for en kommune, kan du logge inn med en lenke på e-post i stedet for passord." | "Svarer du for ein kommune, kan du logge inn med ei lenkje på e-post i staden for passord.";
    sign_in_failed: "E-postadressen og passordet passer ikke sammen. Sjekk begge og prøv igjen om noen sekunder." | "E-postadressa og passordet passar ikkje saman. Sjekk begge og prøv igjen om nokre sekund.";
    sign_in_other_ways: "Andre måter å logge inn på" | "Andre måtar å logge inn på";
    sign_in_start_over: "Avbryt og begynn på nytt" | "Avbryt og byrj på nytt";
    demo_accounts: "Prøv med en av kontoene i demoen, for eksempel koordinator@demo.invalid." | "Prøv med ein av kontoane i demoen, til dømes koordinator@demo.invalid.";

    ask_link_title: "Logg inn med en lenke" | "Logg inn med ei lenkje";
    ask_link_text: "Skriv e-postadressen som brevet fra oss kom til. Du får en lenke som virker én gang, i 15 minutter." | "Skriv e-postadressa som brevet frå oss kom til. Du får ei lenkje som verkar éin gong, i 15 minutt.";
    ask_reset_title: "Få nytt passord" | "Få nytt passord";
    ask_reset_text: "Skriv e-postadressen du logger inn med. Du får en lenke til å lage nytt passord. Den virker én gang, i 60 minutter." | "Skriv e-postadressa du loggar inn med. Du får ei lenkje til å lage nytt passord. Ho verkar éin gong, i 60 minutt.";
    ask_reset_button: "Send meg lenken" | "Send meg lenkja";
    sent_title: "Se i innboksen din" | "Sjå i innboksen din";
    sent_text: "Hvis adressen er registrert, har vi sendt en e-post med en lenke. Den kommer vanligvis innen ett minutt." | "Viss adressa er registrert, har vi sendt ein e-post med ei lenkje. Han kjem vanlegvis innan eitt minutt.";
    sent_nothing: "Kom det ingenting? Se i mappen for søppelpost, og sjekk at du skrev adressen som brevet fra oss kom til." | "Kom det ingenting? Sjå i mappa for søppelpost, og sjekk at du skreiv adressa som brevet frå oss kom til.";
    sent_staff: "Koordinatorer og administratorer logger inn med passord og kode fra app, og får ikke innloggingslenke." | "Koordinatorar og administratorar loggar inn med passord og kode frå app, og får ikkje innloggingslenkje.";
    back_to_sign_in: "Til innloggingen" | "Til innlogginga";

    link_title: "Logg inn" | "Logg inn";
    link_text(name: &str): "Lenken er for {name}. Trykk på knappen for å logge inn." | "Lenkja er for {name}. Trykk på knappen for å logge inn.";
    link_dead_title: "Lenken virker ikke lenger" | "Lenkja verkar ikkje lenger";
    link_dead_login: "Den er brukt, for gammel, eller det er sendt en nyere. En innloggingslenke virker én gang, i 15 minutter." | "Ho er brukt, for gammal, eller det er sendt ei nyare. Ei innloggingslenkje verkar éin gong, i 15 minutt.";
    link_dead_password: "Den er brukt, for gammel, eller det er sendt en nyere. Har du laget passord allerede, kan du logge inn. Ellers sender vi deg en ny lenke." | "Ho er brukt, for gammal, eller det er sendt ei nyare. Har du laga passord allereie, kan du logge inn. Elles sender vi deg ei ny lenkje.";
    link_dead_email: "Den er brukt, for gammel, eller det er sendt en nyere. Logg inn og be om en ny under «Min konto»." | "Ho er brukt, for gammal, eller det er sendt ei nyare. Logg inn og be om ei ny under «Kontoen min».";
    link_dead_first: "Den er brukt, eller det er skrevet ut en nyere. Start portalen på nytt for å få en ny, eller kjør «ordna admin-link» med e-postadressen din." | "Ho er brukt, eller det er skrive ut ei nyare. Start portalen på nytt for å få ei ny, eller køyr «ordna admin-link» med e-postadressa di.";

    code_title: "Skriv inn koden" | "Skriv inn koden";
    code_text(email: &str): "Vi har sendt en kode på seks sifre til {email}, fordi du ikke har logget inn med denne nettleseren før. Koden virker i 10 minutter." | "Vi har sendt ein kode på seks siffer til {email}, fordi du ikkje har logga inn med denne nettlesaren før. Koden verkar i 10 minutt.";
    code_label: "Kode" | "Kode";
    code_hint: "Seks sifre" | "Seks siffer";
    code_wrong: "Koden stemmer ikke. Sjekk at du har skrevet alle seks sifrene, og prøv igjen om noen sekunder." | "Koden stemmer ikkje. Sjekk at du har skrive alle seks siffera, og prøv igjen om nokre sekund.";
    code_expired: "Koden virker ikke lenger. Be om en ny kode." | "Koden verkar ikkje lenger. Be om ein ny kode.";
    code_again: "Send ny kode" | "Send ny kode";
    code_wait(when: &str): "Du har fått seks koder på en time, og flere sender vi ikke ennå. Be om en ny kode etter {when}." | "Du har fått seks kodar på ein time, og fleire sender vi ikkje enno. Be om ein ny kode etter {when}.";
    code_sent_again: "Vi har sendt en ny kode. Bare den nyeste virker." | "Vi har sendt ein ny kode. Berre den nyaste verkar.";

    totp_title: "Kode fra appen" | "Kode frå appen";
    totp_text: "Åpne autentiseringsappen og skriv inn koden som står ved ordna." | "Opne autentiseringsappen og skriv inn koden som står ved ordna.";
    totp_wrong: "Koden stemmer ikke. Vent til appen viser en ny kode, og prøv med den." | "Koden stemmer ikkje. Vent til appen viser ein ny kode, og prøv med den.";
    totp_lost: "Har du ikke appen? Bruk en gjenopprettingskode" | "Har du ikkje appen? Bruk ein gjenopprettingskode";
    recovery_title: "Bruk en gjenopprettingskode" | "Bruk ein gjenopprettingskode";
    recovery_text: "Skriv inn en av de ti kodene du tok vare på da du satte opp appen. Hver kode virker én gang." | "Skriv inn ein av dei ti kodane du tok vare på då du sette opp appen. Kvar kode verkar éin gong.";
    recovery_code: "Gjenopprettingskode" | "Gjenopprettingskode";
    recovery_wrong: "Koden stemmer ikke, eller den er brukt. Prøv en av de andre om noen sekunder." | "Koden stemmer ikkje, eller han er brukt. Prøv ein av dei andre om nokre sekund.";
    recovery_none: "Er kodene borte også, må en administrator hjelpe deg." | "Er kodane borte òg, må ein administrator hjelpe deg.";
    recovery_left(left: &i64): "Du har {left} ubrukte gjenopprettingskoder igjen." | "Du har {left} ubrukte gjenopprettingskodar att.";

    enrol_title: "Sett opp kode fra app" | "Set opp kode frå app";
    enrol_text: "Du ser mer enn én kommune, og derfor trengs det både passord og kode fra en app på telefonen." | "Du ser meir enn éin kommune, og difor trengst det både passord og kode frå ein app på telefonen.";
    enrol_app: "Installer en autentiseringsapp hvis du ikke har en, for eksempel Microsoft Authenticator eller Google Authenticator." | "Installer ein autentiseringsapp om du ikkje har ein, til dømes Microsoft Authenticator eller Google Authenticator.";
    enrol_scan: "Velg «Legg til konto» i appen, og skann bildet." | "Vel «Legg til konto» i appen, og skann biletet.";
    enrol_typed: "Kan du ikke skanne, skriv inn denne nøkkelen i appen:" | "Kan du ikkje skanne, skriv inn denne nøkkelen i appen:";
    enrol_code: "Skriv inn koden som appen viser nå." | "Skriv inn koden som appen viser no.";
    enrol_picture: "Bilde som autentiseringsappen skanner" | "Bilete som autentiseringsappen skannar";
    enrol_button: "Sett opp" | "Set opp";
    enrol_old: "Oppsettet ble for gammelt. Skann det nye bildet og skriv inn koden som appen viser for det." | "Oppsettet vart for gammalt. Skann det nye biletet og skriv inn koden som appen viser for det.";

    activate_title: "Lag passord" | "Lag passord";
    activate_text(name: &str): "Velkommen, {name}. Lag et passord, så er kontoen din klar." | "Velkomen, {name}. Lag eit passord, så er kontoen din klar.";
    activate_button: "Lagre passordet" | "Lagre passordet";
    activated: "Kontoen er klar. Logg inn med passordet du laget nå." | "Kontoen er klar. Logg inn med passordet du laga no.";
    reset_title: "Lag nytt passord" | "Lag nytt passord";
    reset_text: "Når du lagrer, blir du logget ut overalt, og logger inn igjen med det nye passordet." | "Når du lagrar, blir du logga ut overalt, og loggar inn igjen med det nye passordet.";
    reset_done: "Passordet er byttet. Logg inn med det nye." | "Passordet er bytt. Logg inn med det nye.";
    new_password: "Nytt passord" | "Nytt passord";
    new_password_hint: "Minst 12 tegn, gjerne 15 eller flere. Alle tegn er lov, også mellomrom: en setning du husker, er bedre enn et kort og innviklet ord." | "Minst 12 teikn, gjerne 15 eller fleire. Alle teikn er lov, òg mellomrom: ei setning du hugsar, er betre enn eit kort og innvikla ord.";
    repeat_password: "Gjenta passordet" | "Gjenta passordet";
    password_too_short(shortest: &usize): "Passordet må ha minst {shortest} tegn." | "Passordet må ha minst {shortest} teikn.";
    password_too_long(longest: &usize): "Passordet kan ha høyst {longest} tegn." | "Passordet kan ha høgst {longest} teikn.";
    password_guessable: "Passordet er lett å gjette. Sett sammen flere ord som ikke handler om deg, kommunen eller jobben." | "Passordet er lett å gjette. Set saman fleire ord som ikkje handlar om deg, kommunen eller jobben.";
    password_not_repeated: "De to passordene er ikke like. Skriv det samme i begge feltene." | "Dei to passorda er ikkje like. Skriv det same i begge felta.";

    first_title: "Kom i gang" | "Kom i gang";
    first_text: "Portalen har ingen brukere ennå. Du blir den første administratoren." | "Portalen har ingen brukarar enno. Du blir den første administratoren.";
    first_button: "Opprett kontoen" | "Opprett kontoen";
    first_done: "Kontoen er opprettet. Logg inn, og sett opp kode fra app." | "Kontoen er oppretta. Logg inn, og set opp kode frå app.";

    signed_out: "Du er logget ut." | "Du er logga ut.";
    step_up_title: "Bekreft at det er deg" | "Stadfest at det er deg";
    step_up_text: "Det du skal gjøre, krever at du nylig har skrevet inn passordet. Skriv det inn på nytt, så går du videre." | "Det du skal gjere, krev at du nyleg har skrive inn passordet. Skriv det inn på nytt, så går du vidare.";
    step_up_button: "Gå videre" | "Gå vidare";
    step_up_wrong: "Passordet stemmer ikke. Prøv igjen om noen sekunder." | "Passordet stemmer ikkje. Prøv igjen om nokre sekund.";
    step_up_no_password: "Du logget inn med en lenke og har ikke noe passord. Be om en ny lenke for å gå videre." | "Du logga inn med ei lenkje og har ikkje noko passord. Be om ei ny lenkje for å gå vidare.";

    confirm_email_title: "Bytt e-postadresse" | "Byt e-postadresse";
    confirm_email_text(name: &str, email: &str): "{name} skal heretter logge inn med {email}, og få e-post dit." | "{name} skal heretter logge inn med {email}, og få e-post dit.";
    confirm_email_button: "Bytt adresse" | "Byt adresse";
    confirm_email_done: "E-postadressen er byttet." | "E-postadressa er bytt.";
}
