/** Full while the connection answers, hollow and red while it does not. */
export const ConnectionDot = ({ isOff }: { isOff: boolean }) => (
  <span
    aria-hidden="true"
    data-off={isOff || undefined}
    className={`connection-dot size-2 shrink-0 rounded-full ${isOff ? 'border-2 border-danger' : 'bg-ok'}`}
  />
);
