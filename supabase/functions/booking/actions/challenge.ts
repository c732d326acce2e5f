import type { Run } from '../ports.ts';

/** Work to be done in the citizen's browser before the server plans for them. */
export const challenge: Run<'booking_challenge'> = async (ports) => ({
	challenge: await ports.proofs.challenge()
});
