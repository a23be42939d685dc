/**
 * What can be asked for. Left, how it is made: `recipe[:choice] [knob±n …] [×count]`, knobs in tenths.
 * Right, what people call it; plurals and -ing forms are found by stemming.
 */
export const SOUNDS: Record<string, string> = {
  // Weather and water
  rain: 'rain, rainfall, raining, shower, rain shower, raindrops, rainy, precipitation',
  'rain force-3 density-4': 'drizzle, sprinkle, mizzle, light rain',
  'rain force+3 density+4': 'downpour, rainstorm, cloudburst, monsoon, torrent, heavy rain, pouring rain',
  'rain density+3 tone+3': 'hail, sleet, hailstorm',
  thunder: 'thunder, thunderclap, lightning, thunder clap, lightning strike',
  'thunder pace-4 force-1': 'rumbling thunder, thunder rumble, rolling thunder',
  'storm force+2': 'thunderstorm, storm, tempest, electrical storm, stormy weather',
  wind: 'wind, breeze, gust, windy, air, draft, draught',
  'wind:howl force+2': 'howling wind, blizzard, snowstorm, gale, whistling wind, wind howl, sandstorm',
  'wind force+4 density+3': 'hurricane, tornado, typhoon, cyclone, whirlwind, windstorm',
  ocean: 'ocean, sea, wave, surf, seashore, beach, seaside, coast, shore, ocean wave, sea wave, tide, swell',
  'ocean force+3 pace+2': 'stormy sea, rough sea, breaker, crashing wave, tsunami',
  stream:
    'stream, brook, creek, flowing water, running water, trickle, babbling brook, fountain, spring water',
  'stream force+3 density+3 size+3': 'river, rapids, waterfall, cascade, rushing water, white water, water',
  'stream density-3 size+1 force-4':
    'bubbles, bubble, bubbling, boiling, boil, aquarium, fizz, soda, carbonation',
  drips: 'dripping, water drops, leaking tap, leaky faucet, dripping water, dripping tap, droplets',
  drip: 'drip, water drop, drop, droplet, plop',
  'splash size+3': 'toilet flush, flush, toilet, bathtub, swimming, swim',
  splash: 'splash, splashing, dive, water splash, plunge',
  glug: 'pour, pouring, pouring water, glug, gurgle, gulp, drinking, pour drink',
  shower: 'bathroom shower, sprinkler, tap water, faucet, hose',
  // Fire and earth
  fire: 'fire, flame, crackle, crackling, burning, blaze, embers',
  'fire force-1 density+1': 'campfire, fireplace, bonfire, hearth, log fire, wood fire, candle, torch',
  'fire force+4 density+3': 'inferno, wildfire, forest fire, furnace',
  'boom force+2 size+4': 'earthquake, landslide, avalanche, rockslide, eruption, volcano',
  // Insects, birds, beasts
  crickets: 'cricket, night insects, grasshopper, crickets chirping',
  cicadas: 'cicada, insects, summer insects, locust',
  frogs: 'frog, toad, croak, frogs croaking, swamp, pond',
  bees: 'bee, bees buzzing, wasp, hornet, fly, flies, mosquito, beehive, swarm, buzzing insect',
  night: 'night, night ambience, nighttime, summer night, midnight, camping, evening',
  birds:
    'bird, birdsong, songbird, chirp, chirping, tweet, birdcall, dawn chorus, robin, nightingale, canary, sparrow, blackbird, parrot, finch, lark',
  crow: 'crow, raven, caw, rook, magpie',
  gull: 'gull, seagull, seabird',
  owl: 'owl, hoot, dove, cuckoo, pigeon',
  forest: 'forest, woods, woodland, jungle, rainforest, nature, garden, meadow, countryside, park, morning',
  dog: 'dog, bark, barking, puppy, dog barking, woof, hound',
  cat: 'cat, meow, kitten, miaow, purr, meowing',
  cow: 'cow, moo, cattle, mooing, bull, farm animal, farm',
  'wolf size+4 pace-3 tone-2': 'whale, whale song, whales',
  wolf: 'wolf, howl, howling, wolves, coyote, wolf howl',
  roar: 'roar, monster, dragon, beast, growl, lion, tiger, bear, creature, dinosaur, zombie, demon, snarl',
  horse: 'horse, neigh, whinny, pony, donkey',
  pig: 'pig, oink, boar, grunt, snort',
  sheep: 'sheep, goat, bleat, lamb, baa',
  rooster: 'rooster, cockerel, cock crow, hen, chicken, duck, quack, goose',
  gallop: 'gallop, hooves, hoofbeats, galloping, horse galloping, trot',
  // People and places
  room: 'room tone, silence, quiet room, air conditioner, air conditioning, ventilation, hvac, office ambience, refrigerator, fridge, ambience, ambiance, atmosphere',
  city: 'city, traffic, street, urban, downtown, cars passing, highway, road, motorway, rush hour, city ambience',
  'talk tone+3': 'playground, children, kids, children playing, classroom',
  talk: 'crowd, people, talking, chatter, murmur, cafe, coffee shop, restaurant, bar, pub, walla, party, conversation, market, voices, school, airport, train station, mall, office',
  applause: 'applause, clapping, ovation, clap audience, audience clapping',
  cheer:
    'cheer, cheering, stadium, crowd cheering, concert crowd, fans, hooray, crowd roar, audience, sports crowd',
  step: 'footstep, footsteps, walking, walk, steps, step, footfall, boots, high heels, stairs, marching, march, shoes',
  'step pace+4': 'running, run, jog, jogging, sprint, running steps, runner',
  heartbeat: 'heartbeat, heart, heart beat, pulse of a heart, heart beating',
  breath: 'breath, breathing, sigh, inhale, exhale, gasp, pant, whisper, snore, snoring',
  // Machines
  motor:
    'engine, motor, idling engine, car engine, diesel, generator, tractor, lawnmower, mower, chainsaw, boat engine, outboard, vehicle, machine',
  'motor:driven pace+1':
    'car, race car, sports car, driving, acceleration, revving, rev, truck, lorry, bus, taxi, racing',
  'motor:driven pace+2 size-3': 'motorcycle, motorbike, moped, scooter, dirt bike, go kart',
  'motor pace+4 tone+3 size-3':
    'drill, power drill, drone quadcopter, blender, hair dryer, vacuum, vacuum cleaner, electric saw, dentist drill, hoover, buzzsaw, grinder',
  copter: 'helicopter, chopper, rotor, propeller, propeller plane, aeroplane, airplane',
  'jet force+2':
    'jet, jet engine, plane, aircraft, airplane flyby, rocket, rocket launch, spaceship engine, turbine, thruster, plane flying over',
  train: 'train, railway, railroad, steam train, subway, tram, locomotive, metro, train passing',
  steamwhistle: 'train horn, train whistle, steam whistle, ship horn, foghorn, fog horn',
  fan: 'fan, ceiling fan, windmill, ventilator, computer fan, server room, data center, wind turbine',
  works:
    'factory, machinery, industrial, mill, conveyor, assembly line, workshop, washing machine, dishwasher, printer, construction, construction site, jackhammer, printing press, robot arm, mechanical, cogs, gears',
  mains:
    'electricity, hum, electric hum, spark, electrical, power line, transformer, short circuit, tesla coil, zapping, arcing, neon sign, mains hum, buzz, static electricity',
  vinyl: 'vinyl, vinyl crackle, record crackle, record player, turntable, gramophone, vinyl noise, needle',
  radio:
    'radio, static, radio static, white noise, tv static, noise, interference, shortwave, walkie talkie, transmission, tuning radio, pink noise, brown noise',
  tape: 'tape hiss, cassette, tape noise, hiss, film projector, steam, gas leak, pressure release',
  geiger: 'geiger, geiger counter, radiation',
  bleeps:
    'computer, bleeps, data, robot computer, sci-fi computer, telemetry, mainframe, beeping computer, processing, control room, spaceship, spacecraft, cockpit, sci-fi ambience, starship, bridge of a spaceship',
  field:
    'force field, energy, energy field, portal, energy shield, plasma, lightsaber, magic field, aura, electromagnetic',
  clock:
    'clock, tick, ticking, tick tock, grandfather clock, watch, stopwatch, pendulum, clock ticking, timer, metronome',
  typing:
    'keyboard typing, typing, typewriter, keyboard clicks, computer keyboard, mechanical keyboard, type',
  switch:
    'switch, click, button, latch, lock, camera, shutter, camera shutter, light switch, mouse click, button click, key turning, snap, toggle, button press, pen click, finger snap, fingersnap, ratchet, trigger',
  alarm:
    'alarm, alarm clock, smoke alarm, beeping, warning, alert, fire alarm, car alarm, security alarm, emergency, reversing truck',
  siren: 'siren, police siren, ambulance, police, fire truck, air raid, air raid siren, emergency siren',
  phone: 'phone, telephone, ringtone, phone ringing, ringing phone, call, incoming call, old telephone',
  keypad: 'dial tone, dtmf, dialing, phone dialing, keypad, touch tone',
  horn: 'horn, car horn, honk, honking, hooter, klaxon, air horn, truck horn',
  schoolbell: 'school bell, bicycle bell, fire bell, bell ringing, boxing bell, alarm bell, service bell',
  buzzer: 'buzzer, game show buzzer, door buzzer, wrong answer buzzer',
  doorbell: 'doorbell, door bell, ding dong, door chime',
  // Things struck, broken, moved
  knock:
    'knock, door knock, knocking on door, knock on door, rap, tap, tapping, woodpecker, woodblock, wood block, stick, claves, hammering, hammer, hit',
  'knock:metal':
    'clang, metal hit, metal impact, anvil, pipe, clank, pan lid, metal bar, sword, sword clash, swords clashing, blade, chain, chains, armor, armour, cutlery, wrench, metal scrape hit, knife',
  'knock:glass':
    'clink, glass clink, glasses clinking, glass tap, bottle, cheers, ice cubes, wine glass, toast',
  'knock:stone': 'stone, rock, rocks, pebble, brick, dice, marbles, pool balls, billiard, bone, bones',
  'knock:plastic': 'plastic, lid, cap, pen, domino, ping pong, table tennis, ball bounce, bouncing ball',
  'knock:ceramic': 'plate, dish, cup, mug, pottery, dishes, teacup, vase',
  'knock:body':
    'punch, slap, body hit, thud, thump, body fall, kick hit, hit body, fist, smack, fight, boxing, whack, drop heavy object, landing',
  coin: 'coin, coins, money, cash, cash register, coin drop, coins dropping, jingle keys, keys jingling, keyring, treasure, loot',
  shatter:
    'shatter, glass break, breaking glass, glass shattering, smash, broken glass, window breaking, glass smash, crash glass, breaking',
  'slam size+2':
    'door slam, slam, door closing, door close, slamming door, gate closing, car door, trunk, cupboard, drawer, door shut, door, fridge door, chest',
  creak:
    'creak, door creak, creaking, creaky door, squeaky hinge, floorboard, hinge, rope creak, wooden ship, old house, haunted house, rusty hinge, creaking door, door opening, gate',
  squeak:
    'squeak, squeal, rubber duck, tire screech, tyre, brake, brakes, skid, tires screeching, screech, mouse squeak, sneaker squeak, scream, balloon',
  zip: 'zip, zipper, velcro, tape roll, rip cord, winding',
  'tear size-3 tone+2': 'match, match striking, lighter, matchstick',
  tear: 'tear, rip, paper, paper tear, ripping, crumple, paper crumple, cloth, fabric, page, page turn, book, cardboard, package, unwrapping, plastic bag, bag, rustle, leaves rustling, bushes, clothes',
  scrape:
    'scrape, scratch, drag, dragging, chalk, sandpaper, scratching, shovel, digging, dig, sawing, saw, sharpening, writing, pencil, brushing, sweep broom, broom, skateboard, ice skating, sliding door',
  explosion:
    'explosion, explode, blast, bomb, grenade, detonation, dynamite, mine, kaboom, nuclear, missile, cannon, firework, fireworks, demolition',
  impact:
    'impact, hit cinematic, boom, cinematic hit, trailer hit, slam hit, sub drop, bass drop, stinger, big hit, drop hit, cinematic boom, cinematic impact, trailer impact, sub boom, orchestral hit, deep boom',
  braam: 'braam, braaam, bwaam, inception horn, trailer horn, trailer braam',
  gun: 'gun, gunshot, pistol, rifle, shot, shotgun, machine gun, gunfire, sniper, revolver, handgun, shooting, bang, firearm, whip, whip crack, firecracker',
  whoosh:
    'whoosh, swoosh, swish, swipe, swing, pass by, fly by, flyby, sword swing, arrow, throw, whip swing, wing flap, wings, fast pass, transition, woosh, air swish, bat swing, dodge, paper plane, page swipe, bow and arrow',
  riser:
    'riser, build up, buildup, uplifter, sweep up, build, tension riser, rise, uplift, noise riser, sweep, white noise sweep, crescendo, tension build, noise sweep, filter sweep, rising',
  downer:
    'downlifter, downsweep, fall, falling, downer, drop down, sweep down, wind down, falling bomb, descending',
  reverse:
    'reverse cymbal, reverse, reversed, reverse swell, suck back, reverse sound, rewind, suction, vacuum suck',
  // Interface, game, science fiction
  blip: 'blip, beep, ui beep, bleep, ui blip, pop, ui pop, tick ui, tap ui, ui click, ui sound, interface, hover, select, menu, menu select, interface click, button beep, message pop, ui, typing blip, text blip',
  notify:
    'notification, notify, message, ding, chime notification, email, message sound, new message, alert tone, notification sound, app notification, push notification, ping, sonar, radar',
  success:
    'success, confirm, confirmation, correct, complete, achievement, level up, win, victory, unlock, reward, task complete, fanfare, quest complete, correct answer, positive, you win, mission complete',
  failure:
    'error, fail, failure, wrong, denied, lose, game over, incorrect, negative, error sound, invalid, access denied, error message, defeat, death, wrong answer',
  gamecoin:
    'pickup, collect, game coin, coin pickup, item, bonus, power pellet, gem, item pickup, coin collect, arcade coin, collectible, ring collect',
  jump: 'jump, hop, bounce, boing, game jump, spring, jumping, cartoon jump, slide whistle, boink',
  laser:
    'laser, zap, ray gun, blaster, phaser, laser gun, pew, sci-fi gun, laser beam, laser shot, space gun, raygun, laser blast, shoot',
  powerup:
    'power up, powerup, charge, charging, boost, level power, charge up, upgrade, activation, booting, startup, start up, boot, computer startup, turn on, energy charge, heal, healing, buff',
  powerdown:
    'power down, powerdown, shutdown, shut down, turn off, deactivate, discharge, failure power, debuff, power off, hurt, damage, player hurt',
  teleport:
    'teleport, warp, hyperspace, magic, spell, sparkle, magic spell, transform, fairy, wand, magic wand, summon, enchantment, time travel, fairy dust, twinkle, alien, ufo, dream sequence, alien voice, wormhole, glitter',
  glitch:
    'glitch, stutter, digital glitch, data glitch, malfunction, corrupted, hologram, glitchy, robot, robotic, droid, robot voice, r2d2, android, cyborg',
  // Drums
  drums:
    'drum, drums, beat, drum beat, drum loop, groove, percussion, rhythm, drumming, drum kit, drum machine, breakbeat, drum break, break, amen break, drum pattern, beats, percussive, drum groove, amen, kit',
  'drums kit=909': '909 drums, 909 beat, tr-909, 909 kit, tr909, 909 drum machine',
  'drums kit=808': '808 drums, 808 beat, tr-808, 808 kit, tr808, 808 drum machine',
  'drums kit=acoustic':
    'acoustic drums, live drums, jazz kit, rock drums, acoustic drum kit, brushes, brushed drums',
  fill: 'drum fill, fill, drum roll, drumroll, roll, tom fill, snare roll',
  'kick:909':
    'kick, bass drum, kick drum, 909 kick, four on the floor, four to the floor, kicks, kickdrum, 4x4 kick',
  'kick:808': '808 kick, sub kick, 808 drum, deep kick',
  'kick:hard': 'hardstyle kick, gabber kick, distorted kick, hard kick',
  'kick:acoustic': 'acoustic kick, live kick',
  'snare:909': 'snare, snare drum, 909 snare, snares, backbeat',
  'snare:808': '808 snare',
  'snare:clap': 'clap, handclap, hand clap, claps, 808 clap, 909 clap',
  'snare:rim': 'rim, rimshot, rim shot, sidestick, side stick, rim click',
  'hat:909':
    'hat, hihat, hi-hat, hi hat, hats, hihats, closed hat, hi hats, hi-hats, 909 hat, 909 hats, open hat, open hi-hat, 808 hat, 808 hats',
  'hat:shaker': 'shaker, maraca, maracas, egg shaker, cabasa, rattle, rattlesnake, rainstick, shekere',
  'hat:ride': 'ride, ride cymbal, ride bell',
  'hat:crash': 'crash, cymbal, crash cymbal, splash cymbal, china cymbal, gong cymbal',
  'hat:cowbell': 'cowbell, agogo, cow bell',
  'hat:tambourine': 'tambourine, sleigh bells, jingle bells, jingle',
  'skin:tom': 'tom, toms, tom-tom, floor tom, tom tom, tribal drums, tribal',
  'skin:conga':
    'conga, bongo, bongos, congas, cajon, hand drums, hand drum, frame drum, darbuka, timbales, latin percussion',
  'skin:tabla': 'tabla, tablas, indian percussion, mridangam, dhol',
  'skin:djembe': 'djembe, african drums, talking drum, african percussion, udu',
  'skin:timpani': 'timpani, kettledrum, timpani roll, orchestral drums',
  'skin:taiko':
    'taiko, war drums, epic drums, taiko drums, war drum, battle drums, cinematic drums, epic percussion, trailer drums, japanese drums',
  // Bass
  bass: 'bass, bassline, bass line, synth bass, bass synth, bass guitar synth, bass riff, moog bass, analog bass',
  'bass:sub':
    'sub bass, sub, deep bass, subbass, sub-bass, low bass, rumble, low end, bass rumble, deep rumble',
  'bass:reese': 'reese, reese bass, neuro bass, dnb bass, growl bass, wobble, wobble bass, dubstep bass',
  'bass:slap': 'slap bass, bass guitar, electric bass, funk bass, fingered bass, picked bass',
  'bass:808': '808, 808 bass, 808 sub, trap bass, 808s, sliding 808',
  'bass:upright': 'upright bass, double bass, contrabass, walking bass, jazz bass, acoustic bass',
  acid: 'acid, acid bass, 303, tb-303, acid line, acid synth, acid bassline, tb303, 303 bass, squelch, squelchy bass',
  // Harmony
  pad: 'pad, pads, synth pad, synth chord, warm pad, chords, chord, harmony, synth chords, ambient pad, chord progression, progression, synth, synthesizer, synths, analog synth, atmospheric pad, warm chords, texture, soundscape, evolving pad, juno pad, wash',
  'pad:strings':
    'strings, string section, orchestra, violins, orchestral, string pad, symphonic, string ensemble, orchestral strings, violas, cellos, string quartet, legato strings, staccato strings, pizzicato',
  'pad:glass':
    'glass pad, shimmer, glassy pad, ethereal pad, crystal pad, airy pad, shimmering pad, shimmer pad, digital pad, ice pad',
  'pad:super':
    'supersaw, super saw, trance synth, supersaws, saw chords, edm synth, saw stack, hoover synth, stab, stabs, chord stab, synth stab, rave stab, house chords, dub chord, dub chords',
  'pad:brass':
    'brass, brass section, trombone, french horn, synth brass, tuba, horns section, horn section, trombones',
  drone:
    'drone, drone sound, dark ambience, dark ambient, low drone, cinematic drone, underscore, dark drone, tension, suspense, horror, horror ambience, scary ambience, eerie ambience, dungeon, dread, abyss, void',
  'drone:light':
    'light drone, meditation, ambient drone, heaven, heavenly, drone pad, ambient texture, spa, relaxation, yoga, healing music, sleep sounds, sleep, angelic ambience',
  'drone:tense': 'tension drone, suspense drone, tense drone, unsettling drone, horror drone',
  'drone:space':
    'space, outer space, space ambience, cosmos, cosmic, galaxy, deep space, nebula, universe, planet, space drone, sci-fi, science fiction, sci-fi drone',
  'pluck:synth':
    'pluck, plucks, arp, arpeggio, arpeggiator, arpeggiated, synth arp, sequence, sequencer, synth pluck, arpeggios, plucked synth, plucky synth, arps, synth arpeggio, synth sequence, arpeggio synth, arpeggiated synth, synth plucks',
  'pluck:nylon':
    'guitar, nylon guitar, acoustic guitar, classical guitar, spanish guitar, ukulele, lute, fingerpicked guitar, flamenco guitar, guitar strum, strumming',
  'pluck:steel':
    'steel guitar, banjo, mandolin, twelve string guitar, clean guitar, country guitar, slide guitar, clean electric guitar, sitar, dulcimer, bouzouki',
  'pluck:harp':
    'harp, lyre, harps, plucked strings, zither, plucked arpeggio, plucked string, harp glissando',
  'pluck:koto': 'koto, shamisen, guzheng, pipa, oriental strings, oud, erhu pluck, kora',
  'pluck:muted': 'muted guitar, palm mute, pizzicato strings, funk guitar, muted pluck',
  'pluck:electric':
    'electric guitar, distorted guitar, guitar riff, power chord, power chords, rock guitar, metal guitar, heavy guitar, overdriven guitar, guitar solo, electric guitar riff',
  'keys:piano':
    'piano, grand piano, upright piano, piano chords, felt piano, piano melody, pianos, keys, honky tonk',
  'keys:epiano':
    'rhodes, electric piano, e-piano, epiano, wurlitzer, fender rhodes, dx7, fm piano, mellow keys, soft keys, rhodes chords, wurly',
  'keys:organ':
    'organ, hammond, church organ, pipe organ, hammond organ, house organ, b3, farfisa, organ chords',
  'keys:clav': 'clav, clavinet, funky clav',
  'keys:harpsichord': 'harpsichord, cembalo, celesta organ, spinet',
  'bell:marimba': 'marimba, xylophone, balafon, wooden mallets, mallet, mallets',
  'bell:vibes': 'vibraphone, vibes, celesta, celeste',
  'bell:glock': 'glockenspiel, music box, toy piano, glock, musical box, bells melody, lullaby, toy bells',
  'bell:church':
    'bell, church bell, bell tower, tubular bell, cathedral bell, church bells, bells, temple bell, tolling, toll, big ben',
  'bell:kalimba': 'kalimba, thumb piano, mbira, hang drum, handpan, tongue drum, hang',
  'bell:bowl':
    'singing bowl, bowl, tibetan bowl, gong, gongs, tam tam, tibetan, meditation bell, crystal bowl, tibetan bowls',
  'bell:chime':
    'chime, chimes, wind chime, windchime, wind chimes, tinkling bells, crystal, mark tree, bar chimes',
  'bell:pan': 'steel drum, steel pan, steelpan, steel drums, caribbean',
  choir:
    'choir, choral, aah, chorus, vocal pad, choir pad, voices singing, angelic choir, vocals, vocal, gregorian, chant, opera, ooh, monks, ethereal voices, female vocal, male choir, church choir, acapella, vocal chops, vocal chop',
  'choir:solo':
    'singer, voice, sing, singing, sung, soprano, tenor, sings, solo voice, female voice, male voice, vocalist',
  'choir:hum': 'humming, throat singing, mmm, overtone singing, hummed',
  'choir:robot': 'vocoder, robot choir, talkbox, vocoded voice, autotune, robot singing, robot vocals',
  'reed:flute':
    'flute, recorder, pan flute, ocarina, shakuhachi, bamboo flute, panpipe, piccolo, tin whistle, native flute, pan pipes, whistle flute',
  'reed:clarinet': 'clarinet, oboe, bassoon, woodwind, woodwinds, duduk, bagpipe, bagpipes',
  'reed:sax': 'sax, saxophone, tenor sax, alto sax, smooth sax',
  'reed:trumpet': 'trumpet, bugle, cornet, mariachi, trumpets, muted trumpet, fanfare trumpet',
  'reed:violin': 'violin, cello, viola, fiddle, erhu, solo strings, solo violin',
  'reed:whistle': 'whistle, whistling, referee whistle, theremin, kettle, tea kettle',
  'reed:accordion': 'accordion, harmonica, melodica, bandoneon, concertina, mouth organ',
  'reed:lead':
    'lead, synth lead, melody, lead synth, solo synth, hook, riff, top line, synth melody, topline, melodic',
  chip: 'chiptune lead, 8-bit melody, game boy, gameboy, nes, retro game, arcade, commodore, 8-bit music, video game, retro game music, arcade game, c64, 8bit game',
};
