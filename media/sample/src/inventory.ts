export interface Item {
  id: string;
  name: string;
  quantity: number;
  price: number;
}

export class Inventory {
  private readonly items = new Map<string, Item>();

  add(item: Item): void {
    const existing = this.items.get(item.id);
    if (existing) {
      existing.quantity += item.quantity;
    } else {
      this.items.set(item.id, { ...item });
    }
  }

  remove(id: string, quantity: number): boolean {
    const item = this.items.get(id);
    if (!item || item.quantity < quantity) return false;
    item.quantity -= quantity;
    return true;
  }

  totalValue(): number {
    let total = 0;
    for (const item of this.items.values()) {
      total += item.quantity * item.price;
    }
    return total;
  }
}
