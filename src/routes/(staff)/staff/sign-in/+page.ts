/** Built with its words, unlike the others: nobody has to be known to read them (docs/decisions/0076). */
export const ssr = true;
