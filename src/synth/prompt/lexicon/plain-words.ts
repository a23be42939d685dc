/** Words that ask for music as such, without saying which. */
export const MUSIC_WORDS: readonly string[] = [
  'music', 'track', 'song', 'tune', 'backing track', 'jam', 'instrumental', 'composition', 'theme',
  'bgm', 'background music', 'intro', 'anthem', 'mix', 'ballad', 'theme song', 'soundtrack music',
];

export const NEGATIONS: readonly string[] = [
  'no', 'without', 'minus', 'except', 'not', 'zero', 'excluding', 'sans', 'free of', 'remove', 'lacking',
  'dont', 'devoid of', 'no more', 'drop the', 'never', 'nor',
];

export const NUMBERS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, once: 1, twice: 2, thrice: 3, double: 2, triple: 3, couple: 2, several: 4, dozen: 12 };

/** Words that carry the sentence, not the sound. */
export const FILLERS: readonly string[] = [
  'a', 'an', 'the', 'of', 'and', 'with', 'in', 'on', 'at', 'to', 'for', 'from', 'by', 'or', 'is', 'are',
  'it', 'its', 'as', 'that', 'this', 'these', 'those', 'any', 'very', 'really', 'quite', 'bit', 'more',
  'less', 'most', 'like', 'into', 'onto', 'over', 'under', 'through', 'along', 'across', 'around',
  'against', 'between', 'during', 'while', 'then', 'than', 'so', 'just', 'also', 'plus', 'please', 'i',
  'want', 'need', 'me', 'my', 'you', 'your', 'we', 'our', 'make', 'create', 'generate', 'give', 'play',
  'playing', 'sound', 'sounds', 'sounding', 'noise of', 'effect', 'effects', 'sfx', 'fx', 'audio',
  'sample', 'samples', 'loop', 'loops', 'looping', 'seamless', 'seamlessly', 'looped', 'loopable',
  'bars', 'beat per minute', 'bpm', 'key', 'minor', 'major', 'tempo', 'style', 'kind', 'feel', 'vibe',
  'mood', 'tone', 'version', 'recording', 'field recording', 'field', 'foley', 'clip', 'background of',
  'there', 'be', 'has', 'have', 'being', 'up', 'down', 'out', 'off', 'hit the', 'going', 'coming',
  'slightly', 'somewhat', 'little bit', 'nice', 'good', 'cool', 'great sounding', 'beautiful', 'perfect',
  'awesome', 'amazing', 'high quality', 'quality', 'professional', 'realistic', 'real', 'stereo file',
  'wav', 'mp3', 'second', 'seconds', 'sec', 'secs', 'minute', 'minutes', 'long ish', 'one', 'his', 'her',
  'their', 'he', 'she', 'they', 'who', 'which', 'when', 'where', 'what', 'doing', 'only', 'all', 'each',
  'every', 'other', 'another', 'same', 'different', 'new', 'top', 'bottom', 'middle', 'left', 'right',
  'front', 'back', 'side', 'made', 'making', 'based', 'inspired', 'fading', 'fade', 'natural sounding',
  'element', 'elements', 'hint', 'touch', 'set', 'lot', 'feeling', 'sense', 'someone', 'person', 'man',
  'woman', 'child', 'kid', 'guy', 'girl', 'boy', 'somebody', 'something', 'hand', 'hands', 'i would',
  'would', 'could', 'should', 'can', 'will', 'must', 'let', 'us', 'get', 'put', 'add', 'adding', 'here',
  'now', 'again', 'once', 'often', 'ever', 'too', 'much', 'well made', 'low key', 'line', 'part',
  'section', 'layer', 'layers', 'progression of', 'pattern', 'patterns', 'mid', 'about', 'almost',
  'upon', 'within', 'but', 'yet', 'hit of', 'one of', 'per', 'tonight', 'today', 'day', 'time', 'times',
  'moment', 'scene', 'game ready', 'use', 'used', 'using', 'ready', 'royalty', 'free', 'download', 'hd',
  '4k', 'best', 'ultra', 'super nice', 'solid', 'main', 'basic', 'standard', 'classic', 'modern',
  'typical', 'generic', 'signature', 'iconic', 'legendary', 'famous', 'popular', 'original', 'unique',
  'interesting', 'special', 'contemporary', 'slow motion', 'gradually', 'slowly building', 'suddenly',
  'finally', 'first', 'next', 'last', 'before', 'after', 'until', 'since', 'still', 'nearly', 'pretty',
  'kinda', 'kind of', 'sort of', 'sort', 'type of', 'bunch', 'couple', 'series', 'sequence of', 'group',
  'pair', 'single take', 'various', 'several takes', 'dawn', 'dusk', 'afternoon', 'summer', 'winter',
  'spring season', 'autumn', 'day time', 'floor', 'table', 'ground', 'surface', 'terminal', 'picking',
  'solo', 'pulse', 'glide', 'debris', 'adventure', 'start', 'starting', 'stop', 'stopping', 'leaky',
  'body', 'surrounding', 'surroundings', 'environment', 'environmental', 'ambient sound',
  'background noise', 'everywhere', 'somewhere', 'anywhere', 'passing', 'passing by', 'going by',
  'going off', 'set off', 'opening', 'open', 'closing', 'closed', 'shut', 'moving by', 'arriving',
  'leaving', 'landing on', 'hitting', 'falling on', 'falling onto', 'striking', 'touching', 'blowing',
  'flowing', 'rolling', 'ringing', 'rings', 'beating', 'played', 'plays', 'featuring', 'featured',
  'including', 'includes', 'followed', 'following', 'accompanied', 'combined', 'mixed', 'blended',
  'together', 'alongside', 'punctuated', 'underneath', 'beneath', 'above', 'below', 'beside', 'near by',
  'towards', 'toward', 'away', 'mild mannered', 'slow burn', 'turning', 'being played', 'performed',
  'recorded', 'captured', 'heard', 'hear', 'listening', 'listen', 'hearing', 'evoking', 'evocative',
  'suggesting', 'reminiscent', 'suitable', 'ideal', 'usable', 'useful',
];
