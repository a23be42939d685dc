/** The bundler hands SQL files over as text. */
declare module '*.sql' {
  const text: string;
  export default text;
}
