package counterfoil.domain.indicator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every indicator there is, in alphabetical order of names. */
public final class IndicatorCatalogue {

    private static final List<IndicatorDefinition> ALL = List.of(
            AccumulationDistribution.DEFINITION,
            DirectionalMovement.DEFINITION,
            Aroon.DEFINITION,
            AverageTrueRange.DEFINITION,
            BollingerBands.DEFINITION,
            CommodityChannelIndex.DEFINITION,
            ChaikinOscillator.DEFINITION,
            ChaikinMoneyFlow.DEFINITION,
            DonchianChannels.DEFINITION,
            ExponentialMovingAverage.DEFINITION,
            IchimokuCloud.DEFINITION,
            KeltnerChannels.DEFINITION,
            Macd.DEFINITION,
            MoneyFlowIndex.DEFINITION,
            NormalizedAverageTrueRange.DEFINITION,
            OnBalanceVolume.DEFINITION,
            RelativeStrengthIndex.DEFINITION,
            SimpleMovingAverage.DEFINITION,
            StochasticOscillator.DEFINITION,
            VolumeWeightedAveragePrice.DEFINITION,
            WilliamsPercentRange.DEFINITION);

    private static final Map<String, IndicatorDefinition> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(IndicatorDefinition::name, Function.identity()));

    private IndicatorCatalogue() {}

    /**
     * All definitions.
     *
     * @return in alphabetical order of names
     */
    public static List<IndicatorDefinition> all() {
        return ALL;
    }

    /**
     * All names.
     *
     * @return in alphabetical order
     */
    public static List<String> names() {
        return ALL.stream().map(IndicatorDefinition::name).toList();
    }

    /**
     * The definition with this name.
     *
     * @param name in lower case
     * @return empty where there is no such indicator
     */
    public static Optional<IndicatorDefinition> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
