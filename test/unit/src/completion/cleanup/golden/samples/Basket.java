package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public class Basket {
    private final List<Item> items = new ArrayList<>();
    private final int maxItems;

    public Basket(int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException("maxItems must be positive");
        }
        this.maxItems = maxItems;
    }

    public boolean add(Item item) {
        if (items.size() >= maxItems) {
            return false;
        }
        return items.add(item);
    }

    public int totalCents() {
        int total = 0;
        for (Item item : items) {
            total += item.priceCents() * item.quantity();
        }
        return total;
    }

    public Optional<Item> find(String name) {
        return items.stream()
            .filter(item -> item.name().equals(name))
            .findFirst();
    }

    public record Item(String name, int priceCents, int quantity) {}
}
