import type { Phrases } from './phrases.ts';

export const FRENCH: Phrases = {
  words: {
    who: 'ma sœur|ma mère|mon père|mon frère|une amie|un ami|ma voisine|ma grand-mère|une collègue|nos hôtes',
    occasion: 'un anniversaire|un mariage|une crémaillère|la fête des mères|un départ à la retraite|un baptême',
    day: 'lundi|mardi|mercredi|jeudi|vendredi|samedi',
    month: 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre',
    rival: 'Brackenwick|Ottermere Home|Tarn and Tallow',
  },
  leads: {
    positive: [
      "J'adore {item}[|, vraiment|, c'est mon achat de l'année].",
      'Quel bel objet, {item}, [parfait au quotidien|une vraie réussite|rien à redire].',
      'Avec {item}, [que du bonheur|la cuisine a changé de visage|le matin commence bien].',
      'Offert {item} à {who} : [un grand succès|joie immense|cadeau parfait].',
      '{item} est arrivé {day} et [tout est magnifique|je suis aux anges].',
      'Je voulais {item} depuis {month}, [aucun regret|le résultat est parfait].',
      "C'est la [deuxième|troisième] fois que je commande {item}, [toujours parfait|jamais de mauvaise surprise].",
      'Un excellent choix, {item}.',
    ],
    neutral: [
      'Le colis avec {item} est arrivé {day}.',
      "J'ai {item} depuis [deux|trois|cinq] [semaines|mois].",
      'Commande passée en {month} : {item}[| et deux autres choses].',
      'Quelques mots sur {item}.',
      'Pour {item}, mon avis est partagé.',
      'Première commande ici, avec {item}.',
    ],
    negative: [
      '[Très|Vraiment|Plutôt] [déçu|déçue] par {item}.',
      '{item}, [quelle déception|un mauvais achat|à éviter].',
      "J'attendais [beaucoup mieux|bien plus] de {item}.",
      'Le colis avec {item} est arrivé [abîmé|en retard|ouvert].',
      "À la place de {item}, j'ai reçu autre chose, [pour la deuxième fois|et personne ne répond].",
      'Commandé en {month}, {item} [repart chez vous|ne me plaît pas du tout].',
    ],
  },
  abouts: [
    {
      positive: [
        'La qualité est [excellente|remarquable|meilleure que prévu].',
        'Très belle finition, [chaque détail compte|rien ne dépasse].',
        'La matière est [superbe|très agréable].',
      ],
      neutral: ['La qualité est [correcte|celle que je pensais].'],
      negative: [
        'La qualité est [mauvaise|décevante|vraiment médiocre].',
        'La matière fait [bon marché|peu solide], [dommage|quelle déception].',
      ],
    },
    {
      positive: [
        'La couleur est [magnifique|encore plus belle en vrai|parfaite dans notre cuisine].',
        'Le design est [superbe|simple et élégant].',
      ],
      neutral: ["La couleur est un peu plus [sombre|claire|verte] qu'à l'écran."],
      negative: ["La couleur n'a rien à voir avec la photo, [très décevant|c'est raté]."],
    },
    {
      positive: ['La taille est [parfaite|idéale] pour [deux personnes|une petite cuisine|tous les jours].'],
      neutral: ['La taille est un peu plus [petite|grande] que prévu.'],
      negative: ['La taille ne correspond pas, [bien trop petit pour ce prix|la description est mauvaise].'],
    },
    {
      positive: ["L'emballage est [magnifique|très soigné|parfait], [sans plastique|comme un cadeau]."],
      neutral: ["L'emballage est [simple|en carton gris|un peu grand]."],
      negative: ["L'emballage est [nul|trop fin|catastrophique], [un coin était écrasé|tout bougeait]."],
    },
    {
      positive: [
        'La livraison est [rapide|très rapide], [deux jours|commandé {day}, reçu {day}].',
        'Livraison rapide et livreur [aimable|souriant].',
      ],
      neutral: ['La livraison a pris [quatre|cinq|six] jours.', 'Le colis était chez le voisin.'],
      negative: [
        'La livraison est [beaucoup trop longue|catastrophique|en retard de trois semaines].',
        'Le colis est resté [sous la pluie|deux semaines au dépôt], inadmissible.',
      ],
    },
    {
      positive: ['Le prix est [très correct|excellent pour du fait main|juste].'],
      neutral: ["Le prix est [un peu élevé|le même que l'an dernier]."],
      negative: ['Le prix est [beaucoup trop cher|scandaleux] pour [cette qualité|si peu de chose].'],
    },
    {
      positive: [
        'Le service client est [parfait|très gentil|très professionnel], [réponse en une heure|tout a été réglé tout de suite].',
      ],
      neutral: ['Le service client a répondu [au bout de deux jours|par un court message].'],
      negative: [
        'Le service client est [nul|catastrophique], [quatre messages et aucune réponse|personne au téléphone].',
      ],
    },
    {
      positive: ['Le site est [très facile|clair et rapide], le paiement [se fait en une minute|est très pratique].'],
      neutral: ['Le site demande de créer un compte.'],
      negative: ['Le site est [lent|une catastrophe], le paiement [a échoué deux fois|a été pris en double].'],
    },
    {
      positive: ['Le remboursement est arrivé [en deux jours|tout de suite], [excellent service|bravo].'],
      neutral: ["Pour le retour, il faut imprimer l'étiquette."],
      negative: ['Toujours aucun remboursement[| après quatre semaines], [inadmissible|une honte].'],
    },
    {
      positive: ['Un cadeau [parfait|magnifique] pour {occasion}.', 'Le paquet cadeau était [superbe|très beau].'],
      neutral: ["C'était un cadeau pour {occasion}."],
      negative: ['Cadeau prévu pour {occasion}, [arrivé trop tard|quelle honte], [inadmissible|très décevant].'],
    },
  ],
  kinds: {
    tea: {
      positive: [
        'Le goût est [délicieux|rond et frais|parfait], [jamais amer|même à la troisième infusion].',
        "L'arôme est [magnifique|très fin], [toute la cuisine embaume|parfait pour le soir].",
      ],
      neutral: ['Le goût est [doux|assez fort], [deux cuillères par tasse|quatre minutes suffisent].'],
      negative: ['Le goût est [amer|fade], [imbuvable|quelle déception].'],
    },
    candle: {
      positive: [
        'Le parfum est [délicieux|doux|magnifique], [jamais entêtant|il reste des heures].',
        'Elle brûle [proprement|très longtemps], [sans fumée|un vrai plaisir].',
      ],
      neutral: ['Le parfum est [discret|assez fort].', 'Elle a duré une trentaine d’heures.'],
      negative: ['Le parfum est [horrible|beaucoup trop sucré], [mal de tête assuré|comme un mauvais savon].'],
    },
    ceramic: {
      positive: [
        "L'émail est [magnifique|superbe], [chaque pièce est unique|comme la mer en hiver].",
        'Très agréable en main, [beau travail|très bien fait].',
      ],
      neutral: ["L'émail est [mat|plus moucheté que sur la photo]."],
      negative: ["L'émail est [ébréché|plein de trous], [mauvaise qualité|très décevant]."],
    },
    linen: {
      positive: [
        'Le tissu est [très doux|superbe|beau et lourd], [encore plus après lavage|rien à repasser].',
        'Les coutures sont [parfaites|impeccables].',
      ],
      neutral: ['Le tissu [froisse, comme tout lin|a un peu rétréci au premier lavage].'],
      negative: ['Le tissu a [rétréci|perdu sa couleur] au premier lavage, [mauvaise qualité|très décevant].'],
    },
    tool: {
      positive: ['Fonctionne [parfaitement|très bien], [très bien fait|un petit plaisir chaque jour].'],
      neutral: ['À rincer après chaque usage.'],
      negative: ['De la rouille au bout de [trois semaines|un mois], [mauvaise qualité|quelle arnaque].'],
    },
  },
  details: [
    'Nous sommes [deux|quatre|cinq] à la maison et tout se partage.',
    "C'était prévu pour {occasion}.",
    "J'ai connu la boutique par [une amie|la lettre d'information|un marché en {month}].",
    "C'était ma [deuxième|troisième|cinquième] commande.",
    'Des invités sont venus {day}, tout a servi.',
    "Avant, j'avais un modèle de chez {rival}.",
  ],
  wishes: [
    "J'aimerais bien avoir [une taille plus grande|d'autres couleurs|une recharge|un plateau assorti].",
    'Ce serait bien de proposer [un coffret|un abonnement|des cartes cadeaux].',
    'Vous devriez proposer [du vert|de petites assiettes|un format voyage].',
  ],
  questions: [
    'Est-ce que cela passe au lave-vaisselle ?',
    'Quelqu’un sait combien de temps [cela dure|le parfum reste] ?',
    'Peut-on [échanger sans ticket|commander des pièces] ?',
  ],
  comparisons: {
    better: [
      'Bien mieux que chez {rival}, [et moins cher|à tout point de vue].',
      'Par rapport à {rival}, rien à voir.',
    ],
    worse: [
      'Par rapport à {rival}, [c’est faible|c’est cher].',
      'Chez {rival}, la même chose coûte moins cher que chez vous.',
    ],
  },
  closes: {
    positive: [
      'Je recommande[| vivement| sans hésiter].',
      'Merci [beaucoup|pour la petite carte|à toute l’équipe].',
      'Je vais commander encore [bientôt|en {month}].',
      'Bravo.',
      'Cinq étoiles.',
    ],
    neutral: ['À voir avec le temps.', 'Trois étoiles pour le moment.', 'Rien de plus à dire.'],
    negative: [
      'Je veux un remboursement.',
      'Plus jamais.',
      'La prochaine fois, je vais chez {rival}.',
      'Merci de répondre enfin.',
      'Je ne commanderai plus ici.',
    ],
  },
  shorts: {
    positive: ['Magnifique !', 'Parfait, merci !', '{item} : [superbe|très bien|je recommande].'],
    neutral: ['Correct.', '{item} : comme décrit.'],
    negative: ['Nul.', '{item} : [mauvaise qualité|plus jamais|quelle déception].'],
  },
  flaws: {
    happened: [
      'L’anse de {item} s’est cassée après [une semaine|dix jours|trois lavages].',
      'Deuxième commande de {item}, et l’anse [est encore fissurée|casse encore].',
      'Du thé chaud et l’anse de {item} se détache, [dangereux|horrible].',
      '{item} est si joli, mais l’anse [ne tient pas|s’est fissurée en quelques jours].',
    ],
    follows: [
      'Un mauvais lot ?',
      'Je veux un remboursement.',
      'Mes photos sont restées sans réponse.',
      'Je me suis brûlé la main, c’est dangereux.',
      'Quelle déception, avant tout tenait des années.',
    ],
  },
  comments: {
    positive: [
      '[Magnifique|Superbe], [comme toujours|j’adore|merci pour les photos].',
      "J'adore cette boutique, {item} [est sur ma table chaque jour|est une merveille].",
      "J'ai {item} depuis {month} et [j'adore|c'est parfait].",
      'La couleur est [magnifique|parfaite|très belle].',
      'Mon colis est arrivé en [deux|trois] jours, [excellent service|très bien emballé].',
      'Merci pour [la réponse rapide|la petite carte dans le colis|ces belles choses].',
    ],
    neutral: [
      'Est-ce que {item} est [encore disponible|de retour en stock] ?',
      'Livrez-vous [en Belgique|en Suisse|en Corse|au Luxembourg] ?',
      'À quelle heure ouvre la boutique {day} ?',
      'Combien coûte {item}[| avec la livraison] ?',
      'Je voudrais commander {item}, [existe-t-il un coffret|est-ce lourd|y a-t-il un paquet cadeau] ?',
      'Ce serait bien de l’avoir en [vert|bleu|plus petit].',
      'Vivement le retour [de l’émail bleu|de la grande boîte].',
    ],
    negative: [
      "J'attends toujours ma commande[| depuis {day}| depuis trois semaines], [inadmissible|quelle déception].",
      'Mon colis avec {item} est arrivé abîmé, [horrible|quelle déception].',
      'Trop cher pour [ce que c’est|si peu].',
      'Aucune réponse à mes messages, [mauvais service|une honte].',
      'Jolie photo, mais {item} fait [bon marché|triste] en vrai, très décevant.',
    ],
  },
  extras: {
    positive: [
      'La qualité est [superbe|excellente].',
      'Je commande encore bientôt.',
      'Bonjour de [Bretagne|la montagne].',
      'Continuez.',
    ],
    neutral: [
      'Merci d’avance.',
      'C’est pour {occasion}.',
      'Je ne trouve rien sur le site.',
      'Il m’en faut [deux|quatre|six].',
    ],
    negative: ['Je veux un remboursement.', 'Merci de répondre.', 'Quelle déception.', 'Plus jamais.'],
  },
  flawComments: [
    'L’anse de {item} a cassé aussi chez moi, [un mauvais lot|que se passe-t-il] ?',
    'Bel émail, mais l’anse [ne tient pas|a cassé {day}], [horrible|dangereux].',
  ],
};
