import type { Phrases } from './phrases.ts';

export const SPANISH: Phrases = {
  words: {
    who: 'mi hermana|mi madre|mi padre|mi hermano|una amiga|un amigo|mi vecina|mi abuela|una compañera|mi pareja',
    occasion: 'un cumpleaños|una boda|un aniversario|una jubilación|el día de la madre|un bautizo',
    day: 'lunes|martes|miércoles|jueves|viernes|sábado',
    month: 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre',
    rival: 'Brackenwick|Ottermere Home|Tarn and Tallow',
  },
  leads: {
    positive: [
      'Me encanta {item}[|, de verdad|, es mi compra del año].',
      '[Qué maravilla|Qué acierto|Una compra excelente], {item}.',
      'Regalé {item} a {who} y [fue un éxito|acerté de lleno|le encantó].',
      '{item} llegó el {day} y [todo es precioso|es aún mejor que en la foto].',
      'Es la [segunda|tercera] vez que pido {item}, [siempre perfecto|nunca falla].',
      'Desde {month} uso {item} a diario, [una maravilla|ni una queja de momento].',
      'Con {item} [la cocina parece otra|las mañanas empiezan bien|todo son alegrías].',
      'Dudaba con {item} y ahora [lo recomiendo a todo el mundo|quiero repetir].',
    ],
    neutral: [
      'El paquete con {item} llegó el {day}.',
      'Tengo {item} desde hace [dos|tres|cinco] [semanas|meses].',
      'Pedido en {month}: {item}[| y dos cosas más].',
      'Unas palabras sobre {item}.',
      'Con {item} todavía tengo dudas.',
      'Primera compra aquí, con {item}.',
    ],
    negative: [
      'Muy [decepcionado|decepcionada] con {item}.',
      '{item}, [qué decepción|una mala compra|un desastre].',
      'Esperaba [mucho más|bastante más] de {item}.',
      'El paquete con {item} llegó [tarde y mal|roto|abierto].',
      'En lugar de {item} me mandaron otra cosa, [por segunda vez|y nadie responde].',
      'Pedí {item} en {month} y [lo devuelvo|solo he tenido problemas].',
    ],
  },
  abouts: [
    {
      positive: [
        'La calidad es [excelente|muy buena|mejor de lo esperado].',
        'Muy buen acabado, [cada detalle cuenta|se nota el trabajo a mano].',
        'El material es [estupendo|muy agradable].',
      ],
      neutral: ['La calidad es [correcta|la que esperaba].'],
      negative: [
        'La calidad es [mala|pésima|muy mala para este precio].',
        'El material parece [barato y malo|muy frágil], [qué pena|qué decepción].',
      ],
    },
    {
      positive: [
        'El color es [precioso|muy bonito|perfecto para nuestra cocina].',
        'El diseño es [muy bonito|sencillo y elegante].',
      ],
      neutral: ['El color es un poco más [oscuro|claro|verde] que en la pantalla.'],
      negative: ['El color no tiene nada que ver con la foto, [un desastre|qué decepción].'],
    },
    {
      positive: ['El tamaño es [perfecto|ideal] para [dos personas|una cocina pequeña|cada día].'],
      neutral: ['El tamaño es un poco más [pequeño|grande] de lo que pensaba.'],
      negative: ['El tamaño está mal, [demasiado pequeño para este precio|la descripción es pésima].'],
    },
    {
      positive: ['El embalaje es [precioso|perfecto|muy bueno], [sin plástico|como un regalo].'],
      neutral: ['El embalaje es [sencillo|de cartón gris|algo grande].'],
      negative: ['El embalaje es [pésimo|muy malo], [una esquina aplastada|todo iba suelto].'],
    },
    {
      positive: [
        'La entrega fue [rápida|muy rápida], [en dos días|pedido el {day}, en casa el {day}].',
        'Entrega rápida y un mensajero [amable|muy atento].',
      ],
      neutral: ['La entrega tardó [cuatro|cinco|seis] días.', 'El paquete estaba en casa del vecino.'],
      negative: [
        'La entrega fue [muy lenta|pésima|un desastre], [tres semanas tarde|nadie sabía nada].',
        'El paquete estuvo [bajo la lluvia|dos semanas parado], inaceptable.',
      ],
    },
    {
      positive: ['El precio es [muy bueno|justo|excelente para algo hecho a mano].'],
      neutral: ['El precio es [algo alto|el mismo que el año pasado].'],
      negative: ['El precio es [muy caro|una vergüenza] para [esta calidad|tan poca cosa].'],
    },
    {
      positive: [
        'La atención al cliente es [excelente|muy amable|estupenda], [respuesta en una hora|lo arreglaron al momento].',
      ],
      neutral: ['La atención al cliente contestó [a los dos días|con un mensaje corto].'],
      negative: [
        'La atención al cliente es [pésima|horrible], [cuatro mensajes y nadie responde|no cogen el teléfono].',
      ],
    },
    {
      positive: ['La web es [muy fácil|clara y rápida], el pago [fue perfecto|es muy cómodo].'],
      neutral: ['La web pide crear una cuenta.'],
      negative: ['La web es [muy lenta|un desastre], el pago [falló dos veces|se cobró doble].'],
    },
    {
      positive: ['El reembolso llegó [en dos días|enseguida], [excelente servicio|muy bien].'],
      neutral: ['Para la devolución hay que imprimir la etiqueta.'],
      negative: ['Sigo esperando el reembolso[| después de cuatro semanas], [inaceptable|una vergüenza].'],
    },
    {
      positive: ['Un regalo [perfecto|precioso] para {occasion}.'],
      neutral: ['Era un regalo para {occasion}.'],
      negative: ['Era un regalo para {occasion} y [llegó tarde|pasé vergüenza], [qué desastre|fatal].'],
    },
  ],
  kinds: {
    tea: {
      positive: [
        'El sabor es [delicioso|redondo y fresco|perfecto], [nunca amargo|incluso en la tercera taza].',
        'El aroma es [maravilloso|estupendo], [toda la cocina huele bien|ideal para la noche].',
      ],
      neutral: ['El sabor es [suave|bastante fuerte], [dos cucharadas por taza|bastan cuatro minutos].'],
      negative: ['El sabor es [malo|amargo y viejo], [lo he tirado|qué decepción].'],
    },
    candle: {
      positive: [
        'El olor es [delicioso|suave|maravilloso], [nunca cansa|dura horas].',
        'Arde [muy bien|de forma limpia], [sin humo|un placer].',
      ],
      neutral: ['El olor es [discreto|bastante fuerte].', 'Duró unas treinta horas.'],
      negative: ['El olor es [horrible|demasiado dulce], [me dio dolor de cabeza|como un jabón malo].'],
    },
    ceramic: {
      positive: [
        'El esmalte es [precioso|maravilloso], [cada pieza es única|como el mar en invierno].',
        'Muy agradable en la mano, [muy buen trabajo|perfecto].',
      ],
      neutral: ['El esmalte es [mate|más moteado que en la foto].'],
      negative: ['El esmalte llegó [saltado|lleno de poros], [mala calidad|qué desastre].'],
    },
    linen: {
      positive: [
        'La tela es [muy suave|preciosa|estupenda], [mejor con cada lavado|no hay que planchar].',
        'Muy bien cosido, [durará años|un trabajo excelente].',
      ],
      neutral: ['La tela [se arruga, como todo lino|encogió un poco en el primer lavado].'],
      negative: ['La tela [encogió|perdió el color] en el primer lavado, [mala calidad|un desastre].'],
    },
    tool: {
      positive: ['Funciona [perfecto|muy bien], [muy bien hecho|una pequeña alegría diaria].'],
      neutral: ['Hay que enjuagar después de cada uso.'],
      negative: ['[A las tres semanas|Al mes] ya tenía óxido, [mala calidad|qué timo].'],
    },
  },
  details: [
    'En casa somos [dos|cuatro|cinco] y lo compartimos todo.',
    'Era para {occasion}.',
    'Conocí la tienda por [una amiga|el boletín|un mercado en {month}].',
    'Fue mi [segundo|tercer|quinto] pedido.',
    'El {day} vinieron invitados y lo estrenamos.',
    'Antes tenía algo de {rival}.',
  ],
  wishes: [
    'Ojalá hubiera [más colores|un tamaño mayor|recambios|una bandeja a juego].',
    'Sería genial tener [un juego completo|una suscripción|tarjetas de regalo].',
    'Deberían tener [verde|platos pequeños|un formato de viaje].',
  ],
  questions: [
    '¿Se puede lavar en el lavavajillas?',
    '¿Alguien sabe cuánto dura?',
    '¿Puedo [cambiarlo sin recibo|pedir piezas sueltas]?',
  ],
  comparisons: {
    better: ['Mejor que en {rival}, [y más barato|en todo].', 'En comparación con {rival}, otro mundo.'],
    worse: ['En comparación con {rival}, [flojo|muy caro].', 'En {rival} cuesta menos y es mejor que aquí.'],
  },
  closes: {
    positive: [
      '[Lo recomiendo|Muy recomendable].',
      'Muchas gracias por [todo|la tarjeta|la rapidez].',
      'Voy a pedir más [pronto|en {month}].',
      'Enhorabuena.',
      'Cinco estrellas.',
    ],
    neutral: ['Ya veremos cuánto dura.', 'Tres estrellas por ahora.', 'No hay más que decir.'],
    negative: [
      'Quiero un reembolso.',
      'Nunca más.',
      'La próxima vez compro en {rival}.',
      'Por favor, respondan.',
      'Han perdido un cliente.',
    ],
  },
  shorts: {
    positive: ['¡Precioso!', '¡Perfecto, gracias!', '{item}: [excelente|muy bonito|lo recomiendo].'],
    neutral: ['Normal.', '{item}: como dice la descripción.'],
    negative: ['Horrible.', '{item}: [mala calidad|nunca más|qué decepción].'],
  },
  flaws: {
    happened: [
      'El asa de {item} se rompió [en una semana|a los diez días|tras tres lavados].',
      'Segundo pedido de {item}, y el asa [otra vez rota|vuelve a tener una grieta].',
      'Té caliente y el asa de {item} se suelta, [peligroso|horrible].',
      '{item} es precioso, pero el asa [no aguanta|se rompió en pocos días].',
    ],
    follows: [
      '¿Un lote malo?',
      'Quiero un reembolso.',
      'Mandé fotos y nadie responde.',
      'Me quemé la mano, es peligroso.',
      'Qué decepción, antes duraba años.',
    ],
  },
  comments: {
    positive: [
      '[Precioso|Qué bonito|Maravilloso], [como siempre|me encanta|gracias por las fotos].',
      'Me encanta esta tienda, {item} [está en mi mesa cada día|es una maravilla].',
      'Tengo {item} desde {month} y [me encanta|es perfecto].',
      'El color es [precioso|perfecto|muy bonito].',
      'Mi pedido llegó en [dos|tres] días, [excelente servicio|muy bien embalado].',
      'Muchas gracias por [la respuesta rápida|la tarjeta del paquete|hacer cosas tan bonitas].',
    ],
    neutral: [
      '¿[Está|Sigue] disponible {item}?',
      '¿Hacen envíos a [Portugal|Canarias|Baleares|Andorra]?',
      '¿A qué hora abre la tienda el {day}?',
      '¿Cuánto cuesta {item}[| con el envío]?',
      'Quiero comprar {item}, ¿[hay un juego|pesa mucho|viene con caja de regalo]?',
      'Ojalá lo tuvieran en [verde|azul|pequeño].',
      'Sería genial tener otra vez [el esmalte azul|la lata grande].',
    ],
    negative: [
      'Sigo esperando mi pedido[| desde el {day}| desde hace tres semanas], [inaceptable|qué vergüenza].',
      'Mi paquete con {item} llegó roto, [horrible|qué decepción].',
      'Muy caro para [lo que es|tan poca calidad].',
      'Nadie responde a mis mensajes, [pésimo servicio|una vergüenza].',
      'Bonita foto, pero {item} parece [barato|muy malo] en la mano, qué decepción.',
    ],
  },
  extras: {
    positive: [
      'La calidad es [excelente|muy buena].',
      'Pronto vuelvo a pedir.',
      'Saludos desde [el norte|la costa].',
      'Enhorabuena.',
    ],
    neutral: [
      'Gracias de antemano.',
      'Es para {occasion}.',
      'No lo encuentro en la web.',
      'Necesito [dos|cuatro|seis].',
    ],
    negative: ['Quiero un reembolso.', 'Por favor, respondan.', 'Qué decepción.', 'Nunca más.'],
  },
  flawComments: [
    'A mí también se me rompió el asa de {item}, ¿[un lote malo|qué pasa]?',
    'Bonito esmalte, pero el asa [no aguanta|se rompió el {day}], [horrible|peligroso].',
  ],
};
