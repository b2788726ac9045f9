import { Check, Columns3, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import { copyText } from './copy-text.ts';
import { useLocale } from './locale.ts';

interface TableToolsProps {
  columns: readonly { id: string; label: string }[];
  shown: ReadonlySet<string>;
  onShown: (shown: ReadonlySet<string>) => void;
  lead: ReactNode;
  /** The table as tab-separated text. */
  tsv: () => string;
}

/** Column chooser and copy button of a table. */
export function TableTools({ columns, shown, onShown, tsv, lead }: TableToolsProps) {
  const [copied, setCopied] = useState(false);
  const { demo = false } = useLocale();
  const copy = async () => {
    setCopied(await copyText(tsv()));
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div className="table-tools">
      {lead}
      {columns.length > 2 && (
        <MenuTrigger>
          <Button look="quiet" icon={<Columns3 aria-hidden className="icon" />}>
            Columns
          </Button>
          <Popover className="popover" placement="bottom end">
            <Menu
              className="menu"
              aria-label="Columns shown"
              selectionMode="multiple"
              disallowEmptySelection
              selectedKeys={shown}
              onSelectionChange={(keys) =>
                onShown(keys === 'all' ? new Set(columns.map((column) => column.id)) : new Set([...keys].map(String)))
              }
            >
              {columns.map((column) => (
                <MenuItem key={column.id} id={column.id} textValue={column.label} className="menu-item">
                  {({ isSelected }) => (
                    <>
                      <span className="menu-mark">{isSelected && <Check aria-hidden className="icon" />}</span>
                      {column.label}
                    </>
                  )}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {/* Invented names must not end up in a file. */}
      {!demo && (
        <Button look="quiet" icon={<Copy aria-hidden className="icon" />} onPress={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
      <span className="sr" aria-live="polite">
        {copied ? 'Table copied' : ''}
      </span>
    </div>
  );
}
