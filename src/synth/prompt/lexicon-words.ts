/** How a sound is: left, what changes (`knob±n` in tenths, or `field=value`); right, the words. */
export const MODIFIERS: Record<string, string> = {
  'force-3':
    'soft, gentle, quiet, light, calm, mild, faint, subtle, delicate, tender, mellow, relaxing, peaceful, softly, gently, quietly, lightly, low volume, soothing, tranquil, serene, relaxed, chilled, chill, gentle-sounding',
  'force+3':
    'heavy, strong, hard, loud, powerful, intense, aggressive, violent, big-sounding, furious, wild, raging, fierce, heavily, extreme, brutal, energetic, driving, pounding, punchy, massive-sounding, forceful, thunderous, mighty, angry, hitting hard, full-on, crashing',
  'tone-3':
    'dark, dull, muffled, warm, deep, mellow-sounding, low, dampened, murky, shadowy, smooth, round, darker, gloomy-sounding, low-pitched, dusky, bassy, rumbly, boomy, muted, subdued, low-passed',
  'tone+3':
    'bright, sharp, crisp, clear, brilliant, shrill, piercing, high, tinny, sparkling, crystalline, harsh, high-pitched, brighter, shiny, trebly, airy, glassy, icy, biting, thin, hissing, sizzling, squelchy, resonant, whistling, shimmering, sparkly',
  'pace+3':
    'fast, quick, rapid, hurried, frantic, hectic, racing-fast, speedy, uptempo, up-tempo, rapidly, quickly, faster, accelerated, hasty, brisk, nervous, frenetic, hyper, busy-sounding, panicked',
  'pace-3':
    'slow, lazy, sluggish, leisurely, downtempo, slowly, slower, languid, crawling, idle, idling, laid-back, laid back, unhurried, half-time, half time, plodding, drifting, evolving slowly, steady',
  'size+3':
    'big, large, huge, giant, massive, enormous, long, thick, fat, wide, epic, great, gigantic, immense, full, colossal, vast, tall, sustained, long-tailed, towering, mega, big-sized, lush, bloated, obese',
  'size-3':
    'small, tiny, little, short, thin-sized, mini, miniature, baby, tight, compact, narrow, brief, micro, snappy, dry-short, staccato, clicky, petite',
  'density+3':
    'dense, busy, many, crowded, constant, continuous, rich, full-on-dense, layered, complex, thick-layered, countless, lots of, steady stream of, packed, swarming, intricate, lively, non-stop, nonstop, multiple, hundreds of, pouring',
  'density-3':
    'sparse, few, minimal, occasional, sporadic, simple, scattered, rare, minimalist, empty, stripped, lonely, single, isolated, occasionally, solitary, some, intermittent, stripped-down, stripped back, one-off, lone',
  'grit+4':
    'distorted, dirty, gritty, crunchy, rough, raw, saturated, overdriven, noisy, fuzzy, broken, rusty, grungy, harsh-driven, driven, nasty, crushed, filthy, rugged, worn, scratchy, fuzz, distortion, overdrive, bitcrush-driven, screaming',
  'grit-4': 'clean, pure, polished, pristine, hi-fi, smooth-clean',
  'far+5':
    'distant, far, faraway, far away, remote, in the distance, background, in the background, far off, outside, from afar, behind, afar, off in the distance, down the street, next door, overhead',
  'far-3':
    'close, near, nearby, close-up, close up, intimate, foreground, upfront, up close, dry, in your face, right next to you, approaching',
  'mood=sad tone-1 pace-1':
    'sad, melancholic, melancholy, sorrowful, mournful, gloomy, tragic, depressing, lonely-feeling, somber, sombre, nostalgic, wistful, heartbroken, emotional, bittersweet, blue, crying, moody, lonesome',
  'mood=dark tone-2':
    'sinister, evil, ominous, scary, creepy, spooky, haunted, eerie, menacing, haunting, gothic, mysterious, tense, suspenseful, horror-like, brooding, foreboding, dystopian, apocalyptic, unsettling, disturbing, dramatic, nightmarish, mystical, underground, noir, grim',
  'mood=happy tone+1':
    'happy, joyful, cheerful, uplifting, bright-mood, upbeat, playful, fun, optimistic, sunny, positive-mood, hopeful, triumphant, heroic, cute, feel-good, whimsical, euphoric, victorious, festive, celebratory, romantic, sweet, inspiring, carefree, innocent, bouncy, silly, cartoon, cartoony, comic, funny, joyous, groovy, funky-mood',
  'mood=calm force-2 pace-2':
    'dreamy, ethereal, meditative, hypnotic, floating, spacious, atmospheric, zen, sleepy, cozy, cosy, heavenly-mood, angelic, mystic, hazy, misty, foggy, tropical-mood, soothing-mood, magical, otherworldly, celestial',
  'material=tin':
    'tin roof, tin, metal roof, corrugated, corrugated roof, tin shed, car roof, sheet metal, caravan roof, metal sheet',
  'material=metal':
    'metal, metallic, steel, iron, brass-made, copper, aluminium, aluminum, steel door, metal door, grate, bronze, silver',
  'material=wood':
    'wood, wooden, wooden floor, wood floor, oak, timber, bamboo, hardwood, parquet, wooden door, wooden table, plank, wooden bridge, deck',
  'material=glass': 'glass, window pane, crystal-glass, glass table',
  'material=cloth':
    'tent, umbrella, window, canvas, cloth-covered, windowpane, skylight, awning, car window, windshield, carpet, windscreen, window sill',
  'material=leaves': 'leaves, foliage, leaf, dry leaves, trees, tree, autumn leaves, canopy, fallen leaves',
  'material=gravel':
    'gravel, pebbles-ground, stones-ground, dirt, sand, rocky, crunchy gravel, gravel path, dirt road, path, sandy',
  'material=snow': 'snow, snowy, ice, icy-ground, fresh snow, frozen, deep snow',
  'material=grass': 'grass, lawn, grassy, hay',
  'material=water': 'puddle, puddles, mud, wet, muddy, shallow water, marsh, soggy, flooded',
  'material=concrete':
    'concrete, pavement, asphalt, tile, tiles, marble, hard floor, sidewalk, cobblestone, stone floor, cement, tiled floor',
  'material=stone': 'stone-made, rock-made, stony',
  'material=plastic': 'plastic-made, rubber, vinyl-floor',
  'material=ceramic': 'ceramic, porcelain, clay',
  'kit=909': '909, tr-909-style, nine o nine',
  'kit=acoustic': 'acoustic, live, organic, unplugged, natural, live-sounding',
  'kit=808': 'eight o eight, 808-style',
  'effect=underwater tone-3': 'underwater, submerged, under water, beneath the water, submarine, drowned',
  'effect=phone':
    'telephone-like, over the phone, through a radio, megaphone, intercom, am radio, through a wall speaker, walkie-talkie, transistor radio, old radio',
  'effect=tape':
    'lo-fi, lofi-sounding, vintage, old, retro, dusty, wobbly, aged, tape, warped, analog, analogue, antique, nostalgia, old-school, old school, oldschool, cassette-like, warbly, detuned',
  'effect=bits':
    'bitcrushed, bit crushed, 8-bit, 8bit, digital, pixelated, bitcrusher, 8 bit, pixel, low-res, 16-bit',
  'effect=robot': 'robotic-sounding, ring modulated, ring mod',
  'space=room':
    'room, indoors, inside, small room, bedroom, living room, bathroom, kitchen, studio, indoor, in a car, garage-room, basement, attic, toilet, cabin, office-room, corridor, closet, apartment, shed, barn, house',
  'space=hall':
    'hall, concert hall, reverb, reverberant, large room, warehouse, hallway, theatre, theater, gym, echoing, echo, echoes, auditorium, reverberating, ballroom, echoey, parking garage, swimming pool, stairwell, reverb tail, stage, castle, bunker, station, hangar',
  'space=cathedral':
    'cathedral, church, cave, cavern, temple, cavernous, canyon, tunnel, dome, crypt, infinite, endless, huge reverb, long reverb, monastery, mosque, abbey, tomb, catacomb, catacombs, mountains, mountain, valley, well, sewer',
  'space=dry': 'anechoic, no reverb, close-miked, dry-room, dry signal, dead room',
  'space=outdoor':
    'outdoors, outdoor, open air, open field, desert, plain, in the open, rooftop, balcony, backyard, village, lake, roof, harbor, harbour',
  'swing=yes': 'swing, swung, shuffled, shuffle, swinging, triplet',
  'length=short': 'one shot, one-shot, oneshot, single hit, quick hit, very short',
  'length=long': 'long-lasting, extended, endless-long, lengthy',
  'wide=yes':
    'stereo, panning, surround, binaural, moving, spatial, 3d, 360, immersive, left to right, side to side',
  'ending=yes': 'ending, outro, finale, final',
};

/** A whole arrangement in one word: its tempo range, mode, and who plays. Layers as in SOUNDS. */
export interface Genre {
  words: string;
  bpm: [number, number];
  mode?: 'minor' | 'major';
  /** Seventh chords and such. */
  colour?: 'triad' | 'seventh' | 'ninth' | 'power';
  swing?: number;
  drums: string;
  layers: string[];
}

export const GENRES: Record<string, Genre> = {
  techno: {
    words:
      'techno, minimal techno, detroit techno, industrial techno, berlin techno, peak time techno, melodic techno, hard techno, acid techno',
    bpm: [126, 136],
    mode: 'minor',
    drums: 'techno kit=909',
    layers: ['bass:sub', 'pad:super force-2 density-3'],
  },
  house: {
    words:
      'house, deep house, tech house, club, dance music, acid house, piano house, dance, edm house, progressive house, french house, nu disco, chicago house',
    bpm: [120, 126],
    mode: 'minor',
    colour: 'seventh',
    swing: 0.12,
    drums: 'house kit=909',
    layers: ['bass', 'keys:organ density+1'],
  },
  trance: {
    words: 'trance, psytrance, goa, eurodance, uplifting trance, psy trance, euphoric trance',
    bpm: [136, 142],
    mode: 'minor',
    drums: 'trance kit=909',
    layers: ['bass', 'pad:super', 'pluck:synth'],
  },
  edm: {
    words:
      'edm, big room, future bass, electro, festival, electro house, electronic music, electronic, electronica, hyperpop, pop edm',
    bpm: [124, 130],
    drums: 'house kit=909',
    layers: ['bass', 'pad:super force+2', 'reed:lead'],
  },
  dnb: {
    words:
      'dnb, drum and bass, drum n bass, drum & bass, jungle music, liquid, neurofunk, d&b, breakcore, liquid dnb',
    bpm: [172, 176],
    mode: 'minor',
    drums: 'dnb kit=acoustic',
    layers: ['bass:reese', 'pad'],
  },
  dubstep: {
    words: 'dubstep, brostep, riddim, future garage',
    bpm: [140, 140],
    mode: 'minor',
    drums: 'half kit=909',
    layers: ['bass:reese pace+3 grit+3', 'pad'],
  },
  garage: {
    words: 'uk garage, garage, 2-step, two step, ukg, 2 step, speed garage',
    bpm: [130, 134],
    mode: 'minor',
    colour: 'seventh',
    swing: 0.3,
    drums: 'garage kit=909',
    layers: ['bass', 'keys:epiano'],
  },
  trap: {
    words: 'trap, trap beat, drill, phonk, trap drums, uk drill, memphis, rage, cloud rap, plugg',
    bpm: [136, 148],
    mode: 'minor',
    drums: 'trap kit=808',
    layers: ['bass:808', 'bell:glock tone-1'],
  },
  hiphop: {
    words:
      'hip hop, hip-hop, boom bap, rap, hiphop, rap beat, trip hop, old school hip hop, trip-hop, gangsta rap, g-funk, hip hop beat, boom-bap',
    bpm: [86, 96],
    mode: 'minor',
    colour: 'seventh',
    swing: 0.28,
    drums: 'boombap kit=acoustic',
    layers: ['bass:upright', 'keys:epiano'],
  },
  lofi: {
    words:
      'lofi, lo-fi beat, lofi hip hop, lofi beat, chillhop, study beat, chill beat, lo-fi hip hop, lofi beats, lo-fi beats, study music, study beats, chill beats',
    bpm: [72, 86],
    mode: 'minor',
    colour: 'seventh',
    swing: 0.3,
    drums: 'boombap kit=lofi',
    layers: ['bass:upright force-2', 'keys:epiano force-2', 'vinyl force-3'],
  },
  synthwave: {
    words:
      'synthwave, retrowave, 80s, eighties, outrun, vaporwave, cyberpunk, darksynth, 1980s, new wave, italo disco, synthpop, synth-pop, italo',
    bpm: [96, 112],
    mode: 'minor',
    drums: 'rock kit=909',
    layers: ['bass', 'pad', 'pluck:synth'],
  },
  ambient: {
    words:
      'ambient, ambient music, new age, chillout, downtempo electronica, ambient soundscape, chill out, dream pop, shoegaze',
    bpm: [60, 80],
    colour: 'ninth',
    drums: 'none',
    layers: ['pad', 'pad:glass', 'bell:vibes density-3 far+3'],
  },
  cinematic: {
    words:
      'cinematic, film score, soundtrack, trailer, epic music, orchestral score, movie, score, trailer music, film music, hans zimmer, orchestral music, epic orchestral',
    bpm: [80, 100],
    mode: 'minor',
    drums: 'taiko kit=taiko',
    layers: ['pad:strings force+1', 'pad:brass force+1', 'bass:sub'],
  },
  chiptune: {
    words:
      'chiptune, 8-bit game music, chip music, retro game soundtrack, nintendo, 8-bit chiptune, video game music, bitpop, arcade music, game music, 16-bit music',
    bpm: [130, 160],
    mode: 'major',
    drums: 'chip kit=chip',
    layers: ['chip', 'chip:triangle'],
  },
  rock: {
    words:
      'rock, indie, punk, alternative, grunge, surf rock, hard rock, indie rock, punk rock, classic rock, garage rock, post-rock, britpop',
    bpm: [112, 132],
    mode: 'major',
    colour: 'power',
    drums: 'rock kit=acoustic',
    layers: ['bass:slap', 'pluck:electric'],
  },
  metal: {
    words:
      'metal music, heavy metal, death metal, thrash, djent, metalcore, black metal, thrash metal, hardcore punk, doom metal',
    bpm: [140, 180],
    mode: 'minor',
    colour: 'power',
    drums: 'metal kit=acoustic',
    layers: ['bass:slap grit+3', 'pluck:electric grit+4 force+3'],
  },
  funk: {
    words: 'funk, funky, soul, motown, r&b, rnb, disco funk, neo soul, neo-soul, p-funk, groovy funk',
    bpm: [96, 112],
    mode: 'minor',
    colour: 'seventh',
    swing: 0.12,
    drums: 'funk kit=acoustic',
    layers: ['bass:slap', 'keys:clav', 'pluck:muted'],
  },
  disco: {
    words: 'disco, seventies, 70s, studio 54, nu-disco',
    bpm: [114, 122],
    mode: 'minor',
    colour: 'seventh',
    drums: 'disco kit=acoustic',
    layers: ['bass:slap', 'pad:strings', 'pluck:muted'],
  },
  jazz: {
    words:
      'jazz, bebop, swing jazz, lounge, smooth jazz, jazzy, big band, jazz trio, cool jazz, jazz club, cocktail',
    bpm: [110, 150],
    mode: 'major',
    colour: 'seventh',
    swing: 0.6,
    drums: 'jazz kit=acoustic',
    layers: ['bass:upright', 'keys:piano', 'reed:sax density-2'],
  },
  blues: {
    words: 'blues, blues rock, delta blues, bluesy, rhythm and blues',
    bpm: [80, 104],
    mode: 'major',
    colour: 'seventh',
    swing: 0.55,
    drums: 'jazz kit=acoustic',
    layers: ['bass:upright', 'pluck:steel', 'keys:organ'],
  },
  reggae: {
    words: 'reggae, dub, ska, dancehall, roots, dub reggae, dub techno, roots reggae',
    bpm: [72, 84],
    mode: 'minor',
    drums: 'reggae kit=acoustic',
    layers: ['bass:sub', 'keys:organ skank=yes'],
  },
  latin: {
    words:
      'latin, salsa, bossa, bossa nova, samba, cumbia, mambo, rumba, cuban, brazilian, tango, flamenco, merengue',
    bpm: [100, 124],
    mode: 'minor',
    colour: 'seventh',
    drums: 'latin kit=acoustic',
    layers: ['bass:upright', 'keys:piano', 'pluck:nylon'],
  },
  reggaeton: {
    words: 'reggaeton, dembow, latin trap, moombahton',
    bpm: [90, 98],
    mode: 'minor',
    drums: 'dembow kit=909',
    layers: ['bass:808', 'pluck:synth'],
  },
  afro: {
    words: 'afrobeat, afrobeats, amapiano, afro house, african, tropical house, afro, kuduro, highlife',
    bpm: [104, 118],
    colour: 'seventh',
    drums: 'afro kit=909',
    layers: ['bass', 'bell:marimba', 'skin:conga'],
  },
  pop: {
    words:
      'pop, pop song, k-pop, kpop, commercial, jingle music, corporate, advert, pop music, ad music, upbeat pop, jpop, j-pop, teen pop',
    bpm: [100, 122],
    mode: 'major',
    drums: 'rock kit=909',
    layers: ['bass', 'keys:piano', 'pluck:synth'],
  },
  folk: {
    words:
      'folk, country, bluegrass, singer-songwriter, celtic, irish, western, medieval, tavern, campfire song, americana, nordic, viking, pirate, sea shanty, medieval tavern',
    bpm: [92, 116],
    mode: 'major',
    drums: 'none',
    layers: ['pluck:steel', 'bass:upright force-2', 'reed:flute density-2'],
  },
  classical: {
    words:
      'classical, baroque, chamber, waltz, chamber music, romantic piano, renaissance, sonata, mozart, bach, beethoven',
    bpm: [72, 108],
    mode: 'major',
    drums: 'none',
    layers: ['keys:piano', 'pad:strings force-1'],
  },
  industrial: {
    words: 'ebm, industrial music, noise music, power noise, industrial metal, aggrotech',
    bpm: [118, 130],
    mode: 'minor',
    drums: 'techno kit=hard',
    layers: ['bass:reese grit+4', 'works far+2'],
  },
  hardstyle: {
    words: 'hardstyle, gabber, hardcore, happy hardcore, hard dance, rawstyle, speedcore',
    bpm: [150, 175],
    mode: 'minor',
    drums: 'hard kit=hard',
    layers: ['bass grit+4', 'pad:super force+3'],
  },
  idm: {
    words: 'idm, glitch hop, experimental, footwork, juke, breaks, big beat, breakbeat music, leftfield',
    bpm: [110, 150],
    mode: 'minor',
    drums: 'breaks kit=909',
    layers: ['bass', 'pluck:synth', 'pad:glass'],
  },
  indian: {
    words: 'bollywood, indian, bhangra, raga, indian classical',
    bpm: [92, 108],
    mode: 'minor',
    drums: 'indian kit=tabla',
    layers: ['drone:light', 'pluck:koto'],
  },
  asian: {
    words: 'japanese, chinese, oriental, asian, samurai, zen garden, traditional japanese',
    bpm: [70, 96],
    mode: 'minor',
    drums: 'none',
    layers: ['pluck:koto', 'reed:flute', 'bell:bowl'],
  },
  arabic: {
    words: 'arabic, middle eastern, egyptian, persian, turkish, arabian',
    bpm: [92, 112],
    mode: 'minor',
    drums: 'indian kit=djembe',
    layers: ['pluck:koto', 'pad:strings', 'reed:clarinet'],
  },
};

/** Words that ask for music as such, without saying which. */
export const MUSIC_WORDS =
  'music, track, song, tune, backing track, jam, instrumental, composition, theme, bgm, background music, intro, anthem, mix, ballad, theme song, soundtrack music';

/** Words that carry the sentence, not the sound. */
export const FILLERS =
  'a, an, the, of, and, with, in, on, at, to, for, from, by, or, is, are, it, its, as, that, this, these, those, some, any, very, really, quite, bit, more, less, most, like, into, onto, over, under, through, along, across, around, against, between, during, while, then, than, so, just, also, plus, please, i, want, need, me, my, you, your, we, our, make, create, generate, give, play, playing, sound, sounds, sounding, noise of, effect, effects, sfx, fx, audio, sample, samples, loop, loops, looping, seamless, seamlessly, looped, loopable, bar, bars, beat per minute, bpm, key, minor, major, tempo, style, type, kind, feel, vibe, vibes, mood, tone, version, recording, field recording, field, foley, clip, background of, there, be, has, have, being, up, down, out, off, hit the, going, coming, slightly, somewhat, little bit, nice, good, cool, great-sounding, beautiful, perfect, awesome, amazing, high quality, quality, professional, realistic, real, stereo file, wav, mp3, second, seconds, sec, secs, minute, minutes, long-ish, one, his, her, their, he, she, they, who, which, when, where, what, being, doing, only, all, each, every, other, another, same, different, new, top, bottom, middle, left, right, front, back, side, made, making, based, inspired, fading, fade, natural-sounding, element, elements, hint, touch, set, lot, feeling, sense, someone, person, man, woman, child, kid, guy, girl, boy, somebody, something, hand, hands, i would, would, could, should, can, will, must, let, us, get, put, add, adding, here, now, again, once, often, ever, too, much, well-made, low-key, line, part, section, layer, layers, progression of, pattern, patterns, mid, about, almost, against, upon, within, not, but, yet, hit of, one of, per, tonight, today, day, time, times, moment, scene, game-ready, use, used, using, ready, royalty, free, download, hd, 4k, best, ultra, super-nice, solid, main, basic, standard, classic, modern, typical, generic, signature, iconic, legendary, famous, popular, original, unique, interesting, special, contemporary, slow-motion, gradually, slowly-building, suddenly, finally, first, next, last, before, after, until, since, still, almost, nearly, pretty, kinda, kind of, sort of, sort, type of, bunch, couple, series, sequence of, group, pair, single-take, various, several takes, dawn, dusk, afternoon, summer, winter, spring season, autumn, day time, floor, table, ground, surface, terminal, picking, solo, pulse, glide, debris, adventure, start, starting, stop, stopping, leaky, body, surrounding, surroundings, environment, environmental, ambient sound, background noise, everywhere, somewhere, anywhere, passing, passing by, going by, going off, set off, opening, open, closing, closed, shut, moving by, arriving, leaving, landing on, hitting, falling on, falling onto, striking, touching, blowing, flowing, rolling, ringing, rings, beating, played, plays, featuring, featured, including, includes, followed, following, accompanied, combined, mixed, blended, together, alongside, punctuated, underneath, beneath, above, below, beside, near by, towards, toward, away, mild-mannered, slow-burn, turning, being played, performed, recorded, captured, heard, hear, listening, listen, hearing, evoking, evocative, suggesting, reminiscent, suitable, ideal, usable, useful';

export const NEGATIONS =
  'no, without, minus, except, not, zero, excluding, sans, free of, remove, lacking, dont, devoid of, no more, drop the, never, nor';

export const NUMBERS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  once: 1,
  twice: 2,
  thrice: 3,
  double: 2,
  triple: 3,
  couple: 2,
  several: 4,
  dozen: 12,
};
