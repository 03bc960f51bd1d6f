"""Words that several readers share, in plain letters."""

from __future__ import annotations

BIDS = r"(?:offres?|plis?|propositions?|candidatures?|dossiers?|reponses?|devis|soumissions?|projets?|demandes? de participation|manifestations? d.interet)"
HANDING = r"(?:reception|remise|depot|retour|envoi|transmission|reponse|presentation|limite)"
# how the name of a public buyer begins
BODIES = (
    r"(?:commune|ville|mairie|municipalite)s? (?:de|d.|du|des|nouvelle)|communaute (?:de communes|d.agglomeration|urbaine)|(?:bordeaux|nice|rouen|brest|orleans|dijon|tours|metz|nantes|rennes|grenoble|toulouse|montpellier|lille|lyon)?\W?metropole|"
    r"(?:conseil )?departement(?:al)? (?:de|d.|du|des)|(?:conseil )?region(?:al)?\b (?:\w+)|collectivite|syndicat|s\.?i\.?v\.?o\.?m|sictom|smictom|centre hospitalier|c\.?h\.?u\.? |chru|hopita(?:l|ux)|"
    r"groupement hospitalier|assistance publique|centre (?:inter)?communal d.action sociale|c\.?c\.?a\.?s\.? |c\.?i\.?a\.?s\.? |office public|oph |opac|[\w\-]+ habitat\b|habitat |s\.?a\.? d.h\.?l\.?m|universite|"
    r"lycee|college |crous|prefecture|ministere|minarm|direction (?:departementale|regionale|interregionale|generale|interdepartementale)|chambre (?:de|d.)|cci |service departemental|sdis|etablissement public|"
    r"ept |agence (?:de|d.|regionale)|societe (?:publique|anonyme d|d.economie mixte|d.equipement|immobiliere|cooperative)|spl |sem |regie |caisse |grand port|port (?:de|autonome)|parc (?:naturel|national)|institut|ehpad|residence|maison (?:de|d.)|ecole|secretariat general|"
    r"office national|pole emploi|france travail|banque de france|conservatoire|centre national|association|groupement (?:d.interet|de cooperation|de commandes)|pays (?:de|d.)|sivu|siaep|sda|eau de|epf|voies navigables|sncf|ratp|casino|musee|theatre|groupe hospitalier|grand (?:lyon|besancon|poitiers|nancy|chambery|annecy|albigeois|avignon|cognac|figeac|angouleme|reims)|"
    r"petr |pole (?:metropolitain|d.equilibre)|centre (?:de gestion|regional|departemental|de formation|de loisirs|d.action)|academie|rectorat|tribunal|cour (?:d.appel|administrative|des comptes)|"
    r"service (?:du commissariat|d.infrastructure|de sante)|plate-?forme (?:commissariat|achats?)|base (?:aerienne|navale|de defense)|gendarmerie|agglomeration|aeroport|cnrs\b|inserm|inrae|ademe|ugap|resah|"
    r"gip |gie |g\.i\.e\.? |cpam|urssaf|mutualite|fondation|domaine national|bibliotheque|archives|orchestre|opera |cite de|union (?:des|de)|foyer|smi\w+ |syndicat|sieml|sded|immobiliere |logement "
)
