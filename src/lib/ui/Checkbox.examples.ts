import type { Example } from './examples.ts';

export const examples: Example[] = [
	{
		title: 'Thường',
		props: { name: 'k1', label: 'Người được phục vụ đã biết việc này', checked: false }
	},
	{
		title: 'Lỗi',
		props: {
			name: 'k2',
			label: 'Tôi đồng ý để đơn vị dùng thông tin sức khỏe này cho chuyến đến nhà',
			checked: false,
			hint: 'Xóa sau 30 ngày kể từ khi trao thẻ',
			error: 'Cần đồng ý thì cán bộ mới được dùng thông tin này.'
		}
	}
];
