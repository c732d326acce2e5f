/** Whether pages are the HTML that they say they are: html-validate's rules of the standard, without those of taste. */
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
	root: true,
	extends: ['html-validate:standard'],
	rules: {
		// Written by Svelte and Kit, and valid either way.
		'attribute-boolean-style': 'off',
		'doctype-style': 'off',
		'no-inline-style': 'off',
		'no-trailing-whitespace': 'off',
		'void-style': 'off'
	}
});

/**
 * What is wrong with a page, each as rule, words and place. Svelte marks where it goes on with `<!>`, which browsers read as the
 * comment that it is, and the validator not at all.
 */
export async function faultsIn(html: string): Promise<string[]> {
	const { results } = await validator.validateString(html.replaceAll('<!>', '<!---->'));
	return results.flatMap(({ messages }) =>
		messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`)
	);
}
