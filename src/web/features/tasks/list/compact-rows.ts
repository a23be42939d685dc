import '../../../styles/compact-rows.css';

/** The look of low rows, which comes with the first list that has them. */
export const compactRows = true;
