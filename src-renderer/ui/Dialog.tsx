import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';

interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
}

function Sheet({ title, onClose, children, actions, place }: Omit<SheetProps, 'isOpen'> & { place: string }) {
  return (
    <Modal className={place}>
      <AriaDialog className="dialog">
        <header className="dialog-head">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Button look="quiet" aria-label="Close" icon={<X aria-hidden className="icon" />} onPress={onClose} />
        </header>
        {/* Scrolls, so it must be reachable by keyboard even when nothing in it is. */}
        <div className="dialog-body" role="group" aria-label={title} tabIndex={0}>
          {children}
        </div>
        {actions && <footer className="dialog-foot">{actions}</footer>}
      </AriaDialog>
    </Modal>
  );
}

/** A question in the middle of the window. Esc closes; focus stays inside and returns to where it was. */
export function Dialog({
  isOpen,
  wide = false,
  alone = false,
  ...rest
}: SheetProps & { wide?: boolean; alone?: boolean }) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable={!alone}
      onOpenChange={(open) => {
        if (!open) rest.onClose();
      }}
    >
      <Sheet {...rest} place={wide ? 'modal wide' : 'modal'} />
    </ModalOverlay>
  );
}

/** A sheet from the right, 480 px: definition, filter in words, rows behind, why. Esc or a click beside it closes. */
export function Drawer({ isOpen, ...rest }: SheetProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) rest.onClose();
      }}
    >
      <Sheet {...rest} place="drawer" />
    </ModalOverlay>
  );
}

/** Asks before something that cannot simply be taken back. Safe button first in the tab order. */
export function ConfirmDialog(props: {
  title: string;
  isOpen: boolean;
  children: ReactNode;
  verb: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, isOpen, children, verb, onConfirm, onClose } = props;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button
            look="bad"
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
