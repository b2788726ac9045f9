import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';

/** Steps through a long list: "51–100 of 1,204 people". */
export function Pager(props: {
  offset: number;
  size: number;
  total: number;
  what: string;
  onChange: (offset: number) => void;
}) {
  const { offset, size, total, what, onChange } = props;
  const locale = useLocale();
  if (total <= size) return null;
  const last = Math.min(total, offset + size);
  return (
    <nav className="row" aria-label={`Pages of ${what}`}>
      <Button
        aria-label="Page before"
        icon={<ChevronLeft aria-hidden className="icon" />}
        isDisabled={offset === 0}
        onPress={() => onChange(Math.max(0, offset - size))}
      />
      <Button
        aria-label="Next page"
        icon={<ChevronRight aria-hidden className="icon" />}
        isDisabled={last >= total}
        onPress={() => onChange(offset + size)}
      />
      <span className="small quiet num" aria-live="polite">
        {formatCount(offset + 1, locale)}–{formatCount(last, locale)} of {formatCount(total, locale)} {what}
      </span>
    </nav>
  );
}
