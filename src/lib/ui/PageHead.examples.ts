import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Đầu trang',
		props: {
			title: 'Kiểm tra lại thông tin',
			caption: 'Bước 7 trong 8',
			lead: 'Sửa được mọi dòng trước khi gửi.'
		}
	}
];
