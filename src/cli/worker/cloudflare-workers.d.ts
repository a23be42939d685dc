/** The part of the runtime's own module that we use: methods of such a class can be called through its binding. */
declare module 'cloudflare:workers' {
  export class DurableObject {
    protected readonly env: object;
    constructor(ctx: object, env: object);
  }
}
