// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.

export const sentences = {
  'invalid-request': {
    what: 'The request was not accepted as it stands.',
    next: 'Edit it, then generate again.',
  },
  unauthorized: {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} did not accept the API key.`,
    next: 'Set a valid key, then press Retry.',
  },
  'not-found': {
    what: 'Nothing was found under that name.',
    next: (maker: string | number, name: string | number): string =>
      `Check the taskId and ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`} it came from.`,
  },
  'slow-down': {
    what: (maker: string | number, name: string | number): string =>
      `Too many requests at once for ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`}.`,
    next: 'Wait a moment, then press Retry.',
  },
  'prompt-too-long': {
    what: (maker: string | number, name: string | number): string =>
      `The prompt is too long for ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`}.`,
    next: 'Shorten it with Edit, then generate again.',
  },
  'out-of-credits': {
    what: (maker: string | number, name: string | number): string =>
      `Out of credits at ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`}.`,
    next: 'Top up, then press Retry.',
  },
  maintenance: {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} is down for maintenance.`,
    next: 'Press Retry in a while.',
  },
  'server-error': {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} had a fault of its own.`,
    next: 'Check your credits there before you press Retry.',
  },
  blocked: {
    what: (maker: string | number, name: string | number): string =>
      `Something in front of ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`} turned the request away.`,
    next: (maker: string | number, name: string | number): string =>
      `Check the network and ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`}’s address, then press Retry.`,
  },
  unreachable: {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} could not be reached.`,
    next: 'Check the connection, then press Retry.',
  },
  'outcome-unknown': {
    what: 'It was sent, but no readable answer came back.',
    next: (maker: string | number, name: string | number): string =>
      `If ${maker === 'sandbox' ? 'the Sandbox' : maker === 'vendor' ? 'the vendor' : `${name}`} lists it, paste its taskId here. It is never sent again by itself.`,
  },
  moderated: {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} declined this prompt.`,
    next: 'Reword it with Edit. Names of artists and bands are a common cause.',
  },
  'render-failed': {
    what: (maker: string | number, name: string | number): string =>
      `${maker === 'sandbox' ? 'The Sandbox' : maker === 'vendor' ? 'The vendor' : `${name}`} could not render this sound.`,
    next: 'Press Retry, or Edit the prompt: short or vague ones fail more often.',
  },
  'timed-out': {
    what: 'The sound did not arrive within 30 minutes.',
    next: 'Check whether it has arrived since.',
  },
  'sent-already': {
    what: 'The same sound was sent a moment ago.',
    next: 'Nothing was sent now. Generate again to make it once more.',
  },
  'quota-reached': {
    what: 'This workspace has used up what it may.',
    next: 'Nothing was sent. Whoever runs the server can allow more.',
  },
  'not-followed': {
    what: 'You stopped following this sound.',
    next: 'It may still be made: check now, or later with its taskId.',
  },
  'key-reused': {
    what: 'That id already stands for another request.',
    next: 'Nothing was sent. Generate again.',
  },
  'not-allowed': {
    what: 'That is not possible here just now.',
    next: 'Reload the page to see how things stand.',
  },
  cancelled: { what: 'It was cancelled before it was sent.', next: 'Press Retry to send it after all.' },
} as const;
export const badAnswer = {
  what: 'Something other than Cuesmith’s server answered.',
  next: 'Try again in a moment.',
} as const;
export const costs = {
  no: 'Nothing was charged.',
  unsure: 'It may have been charged.',
  yes: 'It was charged.',
} as const;
export const noAnswer = {
  what: 'No connection to Cuesmith’s server.',
  next: 'Nothing is lost; this page goes on by itself when it is back.',
} as const;
