import type { Context, MiddlewareHandler } from 'hono';

/** What the front of several workspaces tells the one that it lets a request in to. */
export interface Admitted {
  /** Name of the token; null: nobody in particular. */
  sender: string | null;
  isLoggedIn: () => boolean;
}

declare module 'hono' {
  interface ContextVariableMap {
    sender?: string | null;
  }
}

export const takeAdmitted: MiddlewareHandler = async (c, next) => {
  // The front is the only caller of such an app.
  const { sender, isLoggedIn } = c.env as Admitted;
  c.set('sender', sender);
  c.set('isLoggedIn', isLoggedIn);
  await next();
};

/** Who is noted with a task that this request makes. */
export const senderOf = (c: Context): string | null => c.get('sender') ?? null;
