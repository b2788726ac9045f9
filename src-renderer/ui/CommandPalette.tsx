import { Search } from 'lucide-react';
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';

/** Something that can be done or gone to by name. */
export interface PaletteEntry {
  id: string;
  label: string;
  /** Group word or key, at the right. */
  hint: string;
  run: () => void;
}

interface CommandPaletteProps {
  isOpen: boolean;
  entries: readonly PaletteEntry[];
  onClose: () => void;
}

/** Everything by name: type, arrows, Enter. */
export function CommandPalette({ isOpen, entries, onClose }: CommandPaletteProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalOverlay className="veil top" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label="Go to or do">
          <Autocomplete filter={contains}>
            <SearchField className="palette-search" aria-label="Go to or do" autoFocus>
              <Search aria-hidden className="icon" />
              <Input className="palette-input" placeholder="Go to a page or do something" />
            </SearchField>
            <Menu
              className="menu palette-list"
              aria-label="Pages and actions"
              renderEmptyState={() => <p className="quiet menu-item">Nothing by that name.</p>}
            >
              {entries.map(({ id, label, hint, run }) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={label}
                  className="menu-item spread"
                  onAction={() => {
                    onClose();
                    run();
                  }}
                >
                  <span>{label}</span>
                  <span className="small quiet">{hint}</span>
                </MenuItem>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
