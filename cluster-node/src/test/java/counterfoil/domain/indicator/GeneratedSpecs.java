package counterfoil.domain.indicator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every indicator of the catalogue with parameters of its range: short periods, so that few bars are enough. */
final class GeneratedSpecs {

    private static final int PERIODS = 8;

    private GeneratedSpecs() {}

    static Arbitrary<IndicatorSpec> any() {
        Arbitrary<IndicatorSpec> small = Combinators.combine(
                        Arbitraries.of(IndicatorCatalogue.all()), Arbitraries.longs())
                .as(GeneratedSpecs::of);
        Arbitrary<IndicatorSpec> standard = Arbitraries.of(IndicatorCatalogue.all().stream()
                .map(IndicatorDefinition::standard)
                .toList());
        return Arbitraries.oneOf(small, small, standard).withoutEdgeCases();
    }

    /** The bars after which every line of the spec has a value. */
    static int warmUp(IndicatorSpec spec) {
        Indicator updater = spec.start();
        int longest = 0;
        for (int line = 0; line < updater.lines(); line++) {
            longest = Math.max(longest, updater.firstValueAt(line));
        }
        return longest;
    }

    private static IndicatorSpec of(IndicatorDefinition definition, long seed) {
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>();
        for (IndicatorParameter parameter : definition.parameters()) {
            double floor = Math.max(parameter.lowest(), floor(definition, parameter, values));
            values.add(
                    parameter.whole()
                            ? Math.min(parameter.highest(), floor + random.nextInt(PERIODS))
                            : rounded(floor + random.nextDouble() * (3 * parameter.standard() - floor)));
        }
        return new IndicatorSpec(definition, values);
    }

    /** Above the earlier parameter that this one must exceed. */
    private static double floor(IndicatorDefinition definition, IndicatorParameter parameter, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            if (definition.parameters().get(i).name().equals(parameter.above())) {
                return values.get(i) + (parameter.whole() ? 1 : 0.001);
            }
        }
        return parameter.lowest();
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.UP).doubleValue();
    }
}
