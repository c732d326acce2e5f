/** A press on a form's button before the page could hear it (docs/decisions/0076). */

declare global {
	var press: { form: HTMLFormElement | null; over: AbortController } | undefined;
}

/** Sends a form that was to be sent before anything heard it. Called once the page hears by itself. */
export function sendIfPressed(): void {
	const { press } = globalThis;
	delete globalThis.press;
	press?.over.abort();
	press?.form?.removeAttribute('aria-busy');
	if (press?.form?.isConnected) press.form.requestSubmit();
}
