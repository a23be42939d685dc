/** One or more prompts for every recipe, as a person would write them. `loop` is off where a thing happens once. */
export const GALLERY: readonly { prompt: string; loop: boolean; bpm?: number }[] = [
  ...[
    'soft rain', 'heavy rain on a tin roof', 'rain on a tent', 'thunderstorm', 'gentle wind', 'howling wind', 'ocean waves', 'babbling brook', 'waterfall',
    'campfire', 'inferno', 'crickets at night', 'cicadas', 'frogs in a pond', 'bees', 'night ambience', 'birds', 'forest', 'city traffic', 'crowd talking in a cafe',
    'applause', 'stadium cheering', 'room tone', 'car engine idling', 'race car', 'helicopter', 'train', 'fan', 'factory', 'jet engine', 'electric hum and sparks',
    'vinyl crackle', 'radio static', 'tape hiss', 'geiger counter', 'spaceship computer', 'force field', 'dark drone', 'light drone', 'outer space',
  ].map((prompt) => ({ prompt, loop: true })),
  ...[
    'distant thunder', 'water drop', 'dripping tap', 'splash', 'pouring water', 'crow', 'seagull', 'owl', 'dog barking', 'cat meow', 'cow', 'wolf howl', 'monster roar',
    'horse', 'sheep', 'rooster', 'breathing', 'heartbeat', 'footsteps on gravel', 'footsteps in snow', 'footsteps on wood', 'running on concrete', 'horse galloping', 'three knocks on a wooden door', 'metal clang', 'glass clink',
    'punch', 'door slam', 'glass shattering', 'coin drop', 'clock ticking', 'typing on a keyboard', 'switch click', 'door creak', 'tire screech', 'zipper', 'paper tear', 'scrape',
    'explosion', 'cinematic impact', 'braam', 'gunshot', 'whoosh', 'riser', 'downlifter', 'reverse cymbal', 'police siren', 'alarm', 'phone ringing', 'car horn', 'doorbell',
    'ui blip', 'notification', 'level up', 'error', 'coin pickup', 'jump', 'laser', 'power up', 'power down', 'magic spell', 'digital glitch', '909 kick', '808 kick', 'snare', 'clap', 'hi-hat', 'crash cymbal', 'conga', 'taiko', 'church bell', 'singing bowl',
  ].map((prompt) => ({ prompt, loop: false })),
  ...[
    'dark techno loop, 909 kick, acid bass', 'house drums', 'trap beat', 'boom bap drums', 'drum and bass', 'rock drums', 'jazz drums', 'shaker', 'acid bassline', 'sub bass', 'reese bass',
    'slap bass', '808 bass', 'upright bass', 'warm pad', 'strings', 'glass pad', 'supersaw', 'brass', 'synth pluck arpeggio', 'nylon guitar', 'steel guitar', 'harp', 'koto', 'electric guitar',
    'piano', 'rhodes', 'organ', 'clavinet', 'harpsichord', 'marimba', 'vibraphone', 'glockenspiel', 'kalimba', 'wind chimes', 'steel drum', 'choir', 'solo voice', 'vocoder', 'flute', 'clarinet', 'saxophone',
    'trumpet', 'violin', 'accordion', 'synth lead', 'chiptune', 'lofi hip hop', 'synthwave', 'cinematic trailer', 'ambient', 'funk', 'reggae', 'metal music',
  ].map((prompt) => ({ prompt, loop: true, bpm: 110 })),
];
