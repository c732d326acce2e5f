/**
 * Prints the page. Browsers inside other apps have no printing, or one that does nothing: the page then says how to
 * copy by hand, so nothing may depend on it.
 */
export function printPage() {
	if (canPrint()) window.print();
}

/** False where printing is known to fail: no `print`, or the browsers inside Zalo and Facebook. */
export function canPrint(): boolean {
	return typeof window.print === 'function' && !/Zalo|FBA[NV]|FB_IAB/i.test(navigator.userAgent);
}
