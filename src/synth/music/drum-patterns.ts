/** One bar of sixteenths: `x` hit, `o` soft, `X` accent, `.` rest, `r` a roll of two. Two alternatives each, for takes A and B. */
export interface DrumPattern {
  kick: string[];
  snare?: string[];
  clap?: string[];
  hat?: string[];
  open?: string[];
  ride?: string[];
  perc?: string[];
  shaker?: string[];
  tom?: string[];
}

export const DRUM_PATTERNS: Record<string, DrumPattern> = {
  techno: {
    kick: ['X...X...X...X...', 'X...X...X...X..o'],
    clap: ['....x.......x...', '....x.......x..o'],
    hat: ['o.o.o.o.o.o.o.o.', 'ooxoooxoooxoooxo'],
    open: ['..x...x...x...x.', '..x...x...x...x.'],
    perc: ['...o..o....o....', '......o..o....o.'],
  },
  house: {
    kick: ['X...X...X...X...', 'X...X...X...X...'],
    clap: ['....x.......x...', '....x.......x..o'],
    hat: ['o..oo..oo..oo..o', 'o.o.o.o.o.o.o.o.'],
    open: ['..x...x...x...x.', '..x...x...x...x.'],
    shaker: ['oxoooxoooxoooxoo', 'xoooxoooxoooxooo'],
    perc: ['..........o..o..', '...o......o.....'],
  },
  trance: {
    kick: ['X...X...X...X...', 'X...X...X...X...'],
    clap: ['....x.......x...', '....x.......x...'],
    open: ['..x...x...x...x.', '..x...x...x...x.'],
    hat: ['oooooooooooooooo', 'xooxooxooxooxoox'],
    ride: ['................', 'x...x...x...x...'],
  },
  disco: {
    kick: ['X...X...X...X...', 'X...X...X...X...'],
    snare: ['....X.......X...', '....X.......X..o'],
    hat: ['x.o.x.o.x.o.x.o.', 'xoooxoooxoooxooo'],
    open: ['..x...x...x...x.', '..x...x...x...x.'],
    perc: ['x..x..x.x..x..x.', '..x..x....x..x..'],
  },
  rock: {
    kick: ['X.....x.X.......', 'X.......X.x.....'],
    snare: ['....X.......X...', '....X.......X...'],
    hat: ['x.o.x.o.x.o.x.o.', 'x.x.x.x.x.x.x.x.'],
  },
  metal: {
    kick: ['XxXxXxXxXxXxXxXx', 'X.xXX.xXX.xXX.xX'],
    snare: ['....X.......X...', '....X.......X...'],
    ride: ['x...x...x...x...', 'x.x.x.x.x.x.x.x.'],
  },
  boombap: {
    kick: ['X......x.xX.....', 'X.x....x..X..x..'],
    snare: ['....X.......X...', '....X..o....X..o'],
    hat: ['x.x.x.xox.x.x.x.', 'x.o.x.o.x.o.xoo.'],
    open: ['..............o.', '................'],
  },
  trap: {
    kick: ['X......x..X.....', 'X..x......X..x..'],
    snare: ['........X.......', '........X.......'],
    clap: ['........x.......', '........x.......'],
    hat: ['x.x.x.xrx.x.xrx.', 'xoxoxrx.xoxoxorr'],
    open: ['..............x.', '......x.........'],
    perc: ['.....o.......o..', '..o........o....'],
  },
  half: {
    kick: ['X.........x.....', 'X.....x.........'],
    snare: ['........X.......', '........X.......'],
    hat: ['x.o.x.o.x.o.x.oo', 'xooxooxooxooxoxo'],
    perc: ['...o..o.....o...', '......o....o..o.'],
  },
  dnb: {
    kick: ['X.........X.....', 'X.x.......X.....'],
    snare: ['....X.......X...', '....X..o.o..X..o'],
    hat: ['x.o.x.o.x.o.x.o.', 'xoxoxoxoxoxoxoxo'],
    ride: ['................', 'x.x.x.x.x.x.x.x.'],
    perc: ['.......o.o.....o', '.......o.o......'],
  },
  breaks: {
    kick: ['X.x.......xx....', 'X..x..x...x.....'],
    snare: ['....X..o.o..X..o', '....X..o....Xo.o'],
    hat: ['x.x.x.x.x.x.x.x.', 'x.o.x.o.x.o.x.o.'],
    open: ['..............x.', '......x.........'],
  },
  garage: {
    kick: ['X.........x..x..', 'X..x......X.....'],
    clap: ['....X.......X...', '....X.......X...'],
    hat: ['..xo..x...xo..xo', 'o.x.o.xoo.x.o.x.'],
    perc: ['.......o..o....o', '...o...o.......o'],
    shaker: ['oxoooxoooxoooxoo', 'ooxoooxoooxoooxo'],
  },
  funk: {
    kick: ['X.x...x...x..x..', 'X..x..x...x.....'],
    snare: ['....X..o.o..X..o', '....X..o.o.oX...'],
    hat: ['xoxoxoxoxoxoxoxo', 'x.xox.xox.xox.xo'],
    open: ['..............x.', '......x.........'],
  },
  jazz: {
    kick: ['o...o...o...o...', 'o.......o.....o.'],
    snare: ['.......o......o.', '...o......o.....'],
    ride: ['x...x..xx...x..x', 'x...x..ox...x..x'],
    hat: ['....x.......x...', '....x.......x...'],
  },
  reggae: {
    kick: ['........X.......', 'x.......X.......'],
    snare: ['........X.......', '........X.....o.'],
    hat: ['..x...x...x...xo', 'o.x.o.x.o.x.o.x.'],
    perc: ['......o......o..', '.............o..'],
  },
  latin: {
    kick: ['X..x..x.X..x..x.', 'X.....x.X.....x.'],
    snare: ['...o..o....o..o.', '......o...o.....'],
    hat: ['xoxoxoxoxoxoxoxo', 'x.xox.xox.xox.xo'],
    perc: ['x..x..x...x.x...', '..x.x...x..x..x.'],
    shaker: ['xooxxooxxooxxoox', 'xoooxoooxoooxooo'],
  },
  dembow: {
    kick: ['X...X...X...X...', 'X...X...X...X...'],
    snare: ['...x..x....x..x.', '...x..x....x..x.'],
    hat: ['x.x.x.x.x.x.x.x.', 'x.o.x.o.x.o.x.o.'],
    perc: ['..............o.', '.......o........'],
  },
  afro: {
    kick: ['X...X...X...X...', 'X..x..x.X..x....'],
    clap: ['......x.......x.', '....x.......x...'],
    perc: ['x..x..x...x..x..', '..x..x.x..x..x..'],
    shaker: ['xooxxooxxooxxoox', 'xoxoxoxoxoxoxoxo'],
    tom: ['.......x.......x', '...x......x..x..'],
  },
  taiko: {
    kick: ['X.....x.X...x...', 'X..x..x.X...x.x.'],
    snare: ['....o..oX..o..oo', '..o...o.X..o..o.'],
    tom: ['..o..o....o..o..', '....o..o....o..x'],
  },
  indian: {
    kick: ['X...x..xX...x...', 'X.....x.X..x....'],
    perc: ['..xo.xx...xo.xxx', 'x.ox.oxxx.ox.oxx'],
    shaker: ['x...x...x...x...', 'x...x...x...x...'],
  },
  chip: {
    kick: ['X...x...X...x...', 'X..x..x.X..x....'],
    snare: ['....X.......X...', '....X.......X.xx'],
    hat: ['x.x.x.x.x.x.x.x.', 'xoxoxoxoxoxoxoxo'],
  },
  hard: {
    kick: ['X...X...X...X...', 'X...X...X...X.X.'],
    clap: ['....x.......x...', '................'],
    open: ['..x...x...x...x.', '..x...x...x...x.'],
    hat: ['oooooooooooooooo', 'o.o.o.o.o.o.o.o.'],
  },
};
