//! The pages for anyone: start, help, and what the portal says about itself.

texts! {
    start_lead: "Her ser kommunene over ordningene de deltar i, retter det som er feil, og bekrefter listen. Slik får alle én felles oversikt over samarbeidet mellom kommunene." | "Her ser kommunane over ordningane dei deltek i, rettar det som er feil, og stadfestar lista. Slik får alle éi felles oversikt over samarbeidet mellom kommunane.";
    start_welcome(name: &str): "Velkommen, {name}" | "Velkomen, {name}";
    start_how: "Slik går det til" | "Slik går det til";
    start_letter: "Kommunen får et brev" | "Kommunen får eit brev";
    start_letter_text: "Kommunedirektøren får en e-post med en personlig lenke. Listen over ordninger er fylt ut på forhånd." | "Kommunedirektøren får ein e-post med ei personleg lenkje. Lista over ordningar er fylt ut på førehand.";
    start_review: "Se over og rett" | "Sjå over og rett";
    start_review_text: "Svar på hver ordning: stemmer, rett opp eller vi deltar ikke. En kollega kan fylle ut deler av listen." | "Svar på kvar ordning: stemmer, rett opp eller vi deltek ikkje. Ein kollega kan fylle ut delar av lista.";
    start_confirm: "Bekreft listen" | "Stadfest lista";
    start_confirm_text: "Kommunen får en kvittering, og kan endre svarene fram til fristen. Det tar om lag 10 minutter i alt." | "Kommunen får ei kvittering, og kan endre svara fram til fristen. Det tek om lag 10 minutt i alt.";
    start_none_open: "Ingen kartlegging pågår nå." | "Ingen kartlegging går føre seg no.";
    start_open_text: "Kartleggingen pågår. Se ordningene og kommunene." | "Kartlegginga går føre seg. Sjå ordningane og kommunane.";
    start_your_list: "Listen din" | "Lista di";
    start_your_list_text(names: &str): "Se over ordningene som {names} deltar i." | "Sjå over ordningane som {names} deltek i.";
    start_administration_text: "Brukere, kommuner, e-post og hendelseslogg." | "Brukarar, kommunar, e-post og hendingslogg.";
    start_demo: "Prøv portalen" | "Prøv portalen";
    start_demo_text: "Kontoene er oppdiktede, og ingen e-post går ut. Logg inn som den du vil." | "Kontoane er oppdikta, og ingen e-post går ut. Logg inn som den du vil.";
    start_demo_password: "Passord for alle" | "Passord for alle";
    start_demo_others: "Hver kommune har sin adresse: navnet med små bokstaver, der æ blir ae, ø blir oe, å blir aa og mellomrom blir bindestrek." | "Kvar kommune har si adresse: namnet med små bokstavar, der æ blir ae, ø blir oe, å blir aa og mellomrom blir bindestrek.";
    start_demo_chief(name: &str): "Kommunedirektør i {name}" | "Kommunedirektør i {name}";

    help_lead: "Finner du ikke svaret her, ta kontakt. Adressen står nederst." | "Finn du ikkje svaret her, ta kontakt. Adressa står nedst.";
    help_contents: "På denne siden" | "På denne sida";
    help_sign_in: "Logge inn" | "Logge inn";
    help_sign_in_first: "Første gang bruker du lenken i brevet. Der lager du et passord. Lenken virker én gang, og den som ber om det, får en ny." | "Første gongen bruker du lenkja i brevet. Der lagar du eit passord. Lenkja verkar éin gong, og den som ber om det, får ei ny.";
    help_sign_in_later: "Senere logger du inn med e-postadressen og passordet. På en nettleser du ikke har brukt før, får du også en kode på e-post." | "Seinare loggar du inn med e-postadressa og passordet. På ein nettlesar du ikkje har brukt før, får du òg ein kode på e-post.";
    help_sign_in_lost: "Har du glemt passordet, velger du «Glemt passordet?» på innloggingssiden. Kommer det ikke noe brev, se i mappen for søppelpost, og spør så den som driver kartleggingen." | "Har du gløymt passordet, vel du «Gløymt passordet?» på innloggingssida. Kjem det ikkje noko brev, sjå i mappa for søppelpost, og spør så den som driv kartlegginga.";
    help_sign_in_staff: "Koordinatorer, lesere og administratorer bruker i tillegg en kode fra en app. Mister du telefonen, bruker du en av gjenopprettingskodene." | "Koordinatorar, lesarar og administratorar bruker i tillegg ein kode frå ein app. Mistar du telefonen, bruker du ein av attopprettingskodane.";
    help_list: "Se over listen" | "Sjå over lista";
    help_list_answers: "Svar på hver ordning. «Stemmer» betyr at alle opplysningene er riktige. «Rett opp» lar deg endre dem. «Vi deltar ikke» bruker du når kommunen aldri har vært med, har gått ut, eller ordningen er lagt ned." | "Svar på kvar ordning. «Stemmer» tyder at alle opplysningane er rette. «Rett opp» lèt deg endre dei. «Vi deltek ikkje» bruker du når kommunen aldri har vore med, har gått ut, eller ordninga er lagd ned.";
    help_list_unsure: "Er du usikker, er «vet ikke» også et svar. Da vet vi at kommunen har sett spørsmålet." | "Er du usikker, er «veit ikkje» òg eit svar. Då veit vi at kommunen har sett spørsmålet.";
    help_list_saved: "Hvert svar lagres med en gang. Du kan gå fra og komme tilbake så ofte du vil." | "Kvart svar blir lagra med ein gong. Du kan gå frå og kome attende så ofte du vil.";
    help_colleague: "Få hjelp av en kollega" | "Få hjelp av ein kollega";
    help_colleague_text: "Kommunedirektøren kan invitere kolleger til å fylle ut hele eller deler av listen. Bare kommunedirektøren kan bekrefte den." | "Kommunedirektøren kan invitere kollegaer til å fylle ut heile eller delar av lista. Berre kommunedirektøren kan stadfeste ho.";
    help_what: "Hva er en ordning?" | "Kva er ei ordning?";
    help_what_counts: "En ordning er et formelt samarbeid mellom to eller flere kommuner: kjøp og salg av tjenester etter avtale, vertskommunesamarbeid, politisk råd, oppgavefellesskap, IKS, aksjeselskap med kommunalt flertall, og andre selskaper som kommuner eier sammen." | "Ei ordning er eit formelt samarbeid mellom to eller fleire kommunar: kjøp og sal av tenester etter avtale, vertskommunesamarbeid, politisk råd, oppgåvefellesskap, IKS, aksjeselskap med kommunalt fleirtal, og andre selskap som kommunar eig saman.";
    help_what_not: "Faglige nettverk, midlertidige prosjekter, foreninger og medlemsorganisasjoner regnes ikke med. Det gjør heller ikke samarbeid der staten, fylkeskommunen eller private dominerer." | "Faglege nettverk, mellombelse prosjekt, foreiningar og medlemsorganisasjonar blir ikkje rekna med. Heller ikkje samarbeid der staten, fylkeskommunen eller private dominerer, blir rekna med.";
    help_seen: "Hvem ser svarene?" | "Kven ser svara?";
    help_seen_draft: "Det du lagrer, er kommunens eget utkast til listen er bekreftet. Den som driver kartleggingen, ser bare hvor langt dere er kommet." | "Det du lagrar, er kommunens eige utkast til lista er stadfesta. Den som driv kartlegginga, ser berre kor langt de er komne.";
    help_seen_public: "Det kommunen sender inn, er som hovedregel offentlig. Navn og e-postadresser til personer blir ikke publisert." | "Det kommunen sender inn, er som hovudregel offentleg. Namn og e-postadresser til personar blir ikkje publiserte.";
    help_forms: "Bokmål og nynorsk" | "Bokmål og nynorsk";
    help_forms_text: "Nederst på hver side velger du målform. Brevene følger målformen som kommunen har vedtatt, til du velger noe annet." | "Nedst på kvar side vel du målform. Breva følgjer målforma som kommunen har vedteke, til du vel noko anna.";
    contact: "Kontakt" | "Kontakt";
    contact_owner(owner: &str): "Portalen drives av {owner}." | "Portalen blir driven av {owner}.";
    contact_write: "Skriv til" | "Skriv til";
    contact_missing: "Den som driver portalen, har ikke oppgitt en kontaktadresse her. Svar på brevet du fikk, så når du rett person." | "Den som driv portalen, har ikkje oppgitt ei kontaktadresse her. Svar på brevet du fekk, så når du rett person.";

    cookies_lead: "Portalen bruker bare informasjonskapsler som er nødvendige for at den skal virke. Derfor blir du ikke spurt om samtykke. Ingen av dem følger deg til andre nettsteder." | "Portalen bruker berre informasjonskapslar som er naudsynte for at han skal verke. Difor blir du ikkje spurd om samtykke. Ingen av dei følgjer deg til andre nettstader.";
    cookies_purpose: "Hva den brukes til" | "Kva han blir brukt til";
    cookies_lasts: "Hvor lenge" | "Kor lenge";
    cookies_visitor: "Holder deg innlogget og beskytter skjemaene mot misbruk." | "Held deg innlogga og vernar skjemaa mot misbruk.";
    cookies_language: "Husker om du vil ha bokmål eller nynorsk." | "Hugsar om du vil ha bokmål eller nynorsk.";
    cookies_message: "Bærer én melding til neste side, for eksempel at noe er lagret." | "Ber éi melding til neste side, til dømes at noko er lagra.";
    cookies_trusted: "Husker at nettleseren er kjent, så du slipper kode på e-post neste gang." | "Hugsar at nettlesaren er kjend, så du slepp kode på e-post neste gong.";
    cookies_letter_link: "Bærer lenken fra et brev til siden den åpner, så den ikke blir stående i adressefeltet." | "Ber lenkja frå eit brev til sida ho opnar, så ho ikkje blir ståande i adressefeltet.";
    cookies_codes: "Bærer gjenopprettingskodene, kryptert, til siden som viser dem én gang." | "Ber gjenopprettingskodane, kryptert, til sida som viser dei éin gong.";
    cookies_quarter: "Et kvarter" | "Eit kvarter";
    cookies_ten_minutes: "Ti minutter" | "Ti minutt";
    cookies_until_closed: "Til du lukker nettleseren" | "Til du lèt att nettlesaren";
    cookies_year: "Ett år" | "Eitt år";
    cookies_next_page: "Til neste side er vist" | "Til neste side er vist";
    cookies_half_year: "Et halvt år" | "Eit halvt år";
    cookies_unsaved: "Mens du skriver et svar, tar nettleseren i tillegg vare på det som ikke er lagret ennå. Det blir slettet når det er lagret, og når du logger ut." | "Medan du skriv eit svar, tek nettlesaren i tillegg vare på det som ikkje er lagra enno. Det blir sletta når det er lagra, og når du loggar ut.";
    cookies_remove: "Du kan slette dem i nettleseren når du vil. Da blir du logget ut." | "Du kan slette dei i nettlesaren når du vil. Då blir du logga ut.";

    accessibility_lead: "Alle skal kunne bruke portalen. Den er laget for å følge WCAG 2.2 på nivå AA, og virker med tastatur, med skjermleser, uten JavaScript og med stor tekst." | "Alle skal kunne bruke portalen. Han er laga for å følgje WCAG 2.2 på nivå AA, og verkar med tastatur, med skjermlesar, utan JavaScript og med stor tekst.";
    accessibility_statement: "Tilgjengelighetserklæring" | "Tilgjengeerklæring";
    accessibility_statement_link: "Åpne tilgjengelighetserklæringen på uustatus.no" | "Opne tilgjengeerklæringa på uustatus.no";
    accessibility_missing: "Den som driver portalen, har ikke lagt ut en tilgjengelighetserklæring ennå." | "Den som driv portalen, har ikkje lagt ut ei tilgjengeerklæring enno.";
    accessibility_feedback: "Møter du et hinder?" | "Møter du eit hinder?";
    accessibility_feedback_text: "Fortell oss om det, og hvilken side det gjelder. Du kan også klage til Tilsynet for universell utforming av ikt." | "Fortel oss om det, og kva side det gjeld. Du kan òg klage til Tilsynet for universell utforming av ikt.";
}
