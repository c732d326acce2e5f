/** Where `call` gets an officer's token, and whom it tells that the door no longer takes it. */
type Keeper = {
	/**
	 * The token to send now, refreshed if it was about to end; null when nobody is signed in.
	 * @throws Problem `other_officer` when it is not of the officer `as`, since another tab signed somebody else in
	 */
	token(as?: string): Promise<string | null>;
	/**
	 * The server said one of `sessionCodes`. @param of the token that it said this of; null when there was none to send
	 */
	refused(code: string, of: string | null): void;
	/** The answer to what was asked, by address and body, before the page was there to ask it. */
	early?(question: string, token: string | null | undefined): Promise<Response | undefined>;
};

/** How a door says that the session is over, or not proven yet: `second_factor`. */
export const sessionCodes: ReadonlySet<string> = new Set([
	'session_expired',
	'sign_in',
	'disabled',
	'not_an_officer',
	'second_factor'
]);

let keeper: Keeper | undefined;

/** `session.ts` registers itself; citizens' pages never load it, so they never have a token. */
export function keepTokens(one: Keeper) {
	keeper = one;
}

export const officerToken = async (as?: string): Promise<string | null> =>
	(await keeper?.token(as)) ?? null;
/** An answer that is there already, or on its way. */
export const askedEarly = (question: string, token: string | null | undefined) =>
	keeper?.early?.(question, token);
export const tokenRefused = (code: string, of: string | null) => keeper?.refused(code, of);
