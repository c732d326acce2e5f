/** Read as it was built: docs/decisions/0051. */
export const csr = false;
