//! Min konto: what people see and change about themselves.

texts! {
    account_lead: "Her ser og endrer du det som gjelder deg." | "Her ser og endrar du det som gjeld deg.";
    account_about_you: "Om deg" | "Om deg";
    account_change: "Endre" | "Endre";
    account_roles: "Roller" | "Roller";
    account_no_roles: "Ingen" | "Ingen";
    account_role_for(role: &str, place: &str): "{role}, {place}" | "{role}, {place}";
    account_security: "Innlogging" | "Innlogging";
    account_password_set: "Satt" | "Sett";
    account_password_none: "Du logger inn med lenke" | "Du loggar inn med lenkje";
    account_app: "Kode fra app" | "Kode frå app";
    account_app_since(date: &str): "Satt opp {date}" | "Sett opp {date}";
    account_app_none: "Ikke satt opp" | "Ikkje sett opp";
    account_codes: "Gjenopprettingskoder" | "Gjenopprettingskodar";
    account_codes_left(left: &i64): "{left} av 10 er ubrukt" | "{left} av 10 er ubrukte";

    account_name_title: "Navn og målform" | "Namn og målform";
    account_name_hint: "Slik navnet står i brev og kvitteringer." | "Slik namnet står i brev og kvitteringar.";
    account_language_hint: "Gjelder sidene og e-posten du får." | "Gjeld sidene og e-posten du får.";
    account_name_done: "Navn og målform er lagret." | "Namn og målform er lagra.";
    account_email_title: "Bytt e-postadresse" | "Byt e-postadresse";
    account_email_text(email: &str): "Du logger inn med {email}. Vi sender en lenke til den nye adressen. Byttet skjer når du bruker lenken." | "Du loggar inn med {email}. Vi sender ei lenkje til den nye adressa. Bytet skjer når du brukar lenkja.";
    account_new_email: "Ny e-postadresse" | "Ny e-postadresse";
    account_email_same: "Det er adressen du har nå. Skriv en annen." | "Det er adressa du har no. Skriv ei anna.";
    account_email_sent: "Hvis adressen kan brukes, har vi sendt en lenke til den. Lenken virker i 60 minutter." | "Viss adressa kan brukast, har vi sendt ei lenkje til ho. Lenkja verkar i 60 minutt.";
    account_email_button: "Send lenken" | "Send lenkja";
    account_password_title: "Bytt passord" | "Byt passord";
    account_password_text: "Når du bytter, blir du logget ut på alle andre enheter." | "Når du byter, blir du logga ut på alle andre einingar.";
    account_current_password: "Passordet du har nå" | "Passordet du har no";
    account_password_wrong: "Passordet du har nå, stemmer ikke. Prøv igjen om noen sekunder." | "Passordet du har no, stemmer ikkje. Prøv igjen om nokre sekund.";
    account_password_done: "Passordet er byttet, og du er logget ut på alle andre enheter." | "Passordet er bytt, og du er logga ut på alle andre einingar.";
    account_app_title: "Sett opp autentiseringsapp" | "Set opp autentiseringsapp";
    account_app_text: "Du får spørsmål om en kode fra appen hver gang du logger inn. Har du en app fra før, slutter den å virke når du har satt opp den nye." | "Du får spørsmål om ein kode frå appen kvar gong du loggar inn. Har du ein app frå før, sluttar han å verke når du har sett opp den nye.";
    account_codes_text: "Ta vare på kodene der du finner dem uten telefonen. Hver kode virker én gang, i stedet for appen. De blir ikke vist igjen." | "Ta vare på kodane der du finn dei utan telefonen. Kvar kode verkar éin gong, i staden for appen. Dei blir ikkje viste igjen.";
    account_codes_hidden: "Kodene er vist én gang og kan ikke vises igjen. Er de borte, lager du nye. Da slutter de gamle å virke." | "Kodane er viste éin gong og kan ikkje visast igjen. Er dei borte, lagar du nye. Då sluttar dei gamle å verke.";
    account_codes_new: "Lag nye koder" | "Lag nye kodar";
    account_codes_kept: "Jeg har tatt vare på kodene" | "Eg har teke vare på kodane";
    account_codes_print: "Skriv ut siden, eller kopier kodene." | "Skriv ut sida, eller kopier kodane.";
    account_codes_for(name: &str, date: &str): "Gjenopprettingskoder for {name}, laget {date}" | "Gjenopprettingskodar for {name}, laga {date}";

    account_where: "Der du er logget inn" | "Der du er logga inn";
    account_browser: "Nettleser" | "Nettlesar";
    account_signed_in_at: "Logget inn" | "Logga inn";
    account_last_seen: "Sist i bruk" | "Sist i bruk";
    account_this: "Denne nettleseren" | "Denne nettlesaren";
    account_end: "Logg ut" | "Logg ut";
    account_end_others: "Logg ut alle andre steder" | "Logg ut alle andre stader";
    account_ended: "Du er logget ut der." | "Du er logga ut der.";
    account_ended_others(count: &usize): "Du er logget ut {count} andre steder." | "Du er logga ut {count} andre stader.";
    account_trusted: "Nettlesere vi kjenner igjen" | "Nettlesarar vi kjenner igjen";
    account_trusted_text: "Her spør vi ikke om kode på e-post når du logger inn." | "Her spør vi ikkje om kode på e-post når du loggar inn.";
    account_trusted_none: "Ingen. Vi spør om kode på e-post neste gang." | "Ingen. Vi spør om kode på e-post neste gong.";
    account_trusted_until: "Varer til" | "Varer til";
    account_forget: "Glem" | "Gløym";
    account_forgotten: "Nettleseren er glemt. Neste gang spør vi om kode." | "Nettlesaren er gløymd. Neste gong spør vi om kode.";
    account_browser_on(browser: &str, system: &str): "{browser} på {system}" | "{browser} på {system}";
    account_browser_unknown: "Ukjent nettleser" | "Ukjend nettlesar";

    kept_sign_in: "Du ble logget ut, men ingenting gikk tapt. Logg inn igjen og fortsett der du var." | "Du vart logga ut, men ingenting gjekk tapt. Logg inn att og hald fram der du var.";
    kept_step_up: "Ingenting gikk tapt. Bekreft at det er deg, og fortsett der du var." | "Ingenting gjekk tapt. Stadfest at det er deg, og hald fram der du var.";
    kept_lead_step_up: "Ingenting gikk tapt. Se over det du skrev, og send det på nytt." | "Ingenting gjekk tapt. Sjå over det du skreiv, og send det på nytt.";
    kept_title: "Fortsett der du var" | "Hald fram der du var";
    kept_lead: "Du ble logget ut, men ingenting gikk tapt. Se over det du skrev, og send det på nytt. Vi tar vare på det i 60 minutter." | "Du vart logga ut, men ingenting gjekk tapt. Sjå over det du skreiv, og send det på nytt. Vi tek vare på det i 60 minutt.";
    kept_from(time: &str): "Skjemaet du sendte {time}" | "Skjemaet du sende {time}";
    kept_go_on: "Fortsett der du var" | "Hald fram der du var";
    kept_drop: "Forkast det jeg skrev" | "Forkast det eg skreiv";
    kept_dropped: "Det du skrev, er forkastet." | "Det du skreiv, er forkasta.";
}
